package io.dtvn.benchmarks.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** This program again in a process of its own, so that its memory is that of one back end. */
final class Child {

  private static final int REPORT_BYTES_MAX = 1 << 20;

  private Child() {}

  /**
   * What it found; empty if it failed, of which it has told on the error stream.
   *
   * @param room a folder for what it writes; deleted here, since a process that is ended cannot
   */
  static Optional<ObjectNode> run(String heap, Path room, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Xmx" + heap);
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(arguments);
    command.add("--dir=" + room);
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread ending = new Thread(() -> end(child, room));
    Runtime.getRuntime().addShutdownHook(ending);
    try (InputStream out = child.getInputStream()) {
      byte[] report = out.readNBytes(REPORT_BYTES_MAX);
      if (child.waitFor() != 0) {
        return Optional.empty();
      }
      JsonNode found = JsonMapper.builder().build().readTree(report);
      return found.get(0) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } finally {
      end(child, room);
      Runtime.getRuntime().removeShutdownHook(ending);
    }
  }

  private static void end(Process child, Path room) {
    try {
      child.destroyForcibly().waitFor();
      TemporaryFolder.delete(room);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
