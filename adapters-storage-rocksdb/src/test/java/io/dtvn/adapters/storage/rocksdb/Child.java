package io.dtvn.adapters.storage.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process that runs {@link CrashingWriter}; closing it kills it with SIGKILL. */
final class Child implements AutoCloseable {

  private final Process process;
  private final BufferedReader lines;

  private Child(Process process) {
    this.process = process;
    this.lines = process.inputReader(UTF_8);
  }

  /** Starts it on a directory. */
  static Child start(Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(CrashingWriter.class.getName(), directory.toString()));
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The next line it says, or an empty one when it has ended. */
  String line() throws IOException {
    String line = lines.readLine();
    return line == null ? "" : line;
  }

  long pid() {
    return process.pid();
  }

  /** Lets it run for a while. */
  void runFor(long millis) throws InterruptedException {
    process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Kills it and gives everything it had still said. */
  List<String> kill() throws IOException, InterruptedException {
    process.toHandle().destroyForcibly(); // the process itself would close the pipe as well
    List<String> rest = lines.lines().toList();
    process.waitFor();
    return rest;
  }

  /** Everything it says until it ends by itself. */
  List<String> untilEnd() throws InterruptedException {
    List<String> all = lines.lines().toList();
    process.waitFor();
    return all;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    lines.close();
  }
}
