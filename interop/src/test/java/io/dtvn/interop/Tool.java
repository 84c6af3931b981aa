package io.dtvn.interop;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of this machine that build the peers, if they are there. */
final class Tool {

  private static final long MINUTES_MAX = 10;

  private Tool() {}

  /** Where the peers' sources are. */
  static Path sources() {
    return Path.of(System.getProperty("dtvn.interop.sources", "src/test")).toAbsolutePath();
  }

  /** Where they are built. */
  static Path target() {
    return Path.of(System.getProperty("dtvn.interop.target", "target")).toAbsolutePath();
  }

  /** Ends the test: as skipped, or as failed where these tests are required. */
  static void missing(String why) {
    if (Boolean.getBoolean("dtvn.require.interop")) {
      throw new AssertionError(why);
    }
    abort(why);
  }

  static boolean isThere(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder.isEmpty() ? "." : folder, name)));
  }

  /** Runs {@code command} to its end; a failure ends the test. */
  static void run(Path folder, List<String> command) {
    Path log = target().resolve(command.getFirst() + ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = process.waitFor(MINUTES_MAX, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      if (!ended || process.exitValue() != 0) {
        missing(String.join(" ", command) + ": did not succeed here, see " + log.getFileName());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void copy(Path from, Path to, List<String> names) {
    try {
      Files.createDirectories(to);
      for (String name : names) {
        Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
