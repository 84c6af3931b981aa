package io.dtvn.adapters.storage.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A child process that runs {@link CrashingWriter}; closing it kills it with SIGKILL. */
final class Child implements AutoCloseable {

  private static final String SYNCED = "synced ";
  private static final String WROTE = "wrote ";

  private final Process process;
  private final BufferedReader lines;

  private Child(Process process) {
    this.process = process;
    this.lines = process.inputReader(UTF_8);
  }

  /** Starts it on a store. */
  static Child start(ClosedStore store, CrashingWriter.Task task) throws IOException {
    return startUnder(List.of(), store, task);
  }

  /** Starts it on a store by a program, given with its options, that runs another one. */
  static Child startUnder(List<String> tracer, ClosedStore store, CrashingWriter.Task task)
      throws IOException {
    List<String> command = new ArrayList<>(tracer);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(CrashingWriter.class.getName(), store.type()));
    command.addAll(List.of(store.directory().toString(), task.name()));
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The next line it says, or an empty one when it has ended. */
  String line() throws IOException {
    String line = lines.readLine();
    return line == null ? "" : line;
  }

  /** The number of the record that {@code line} acknowledges. */
  static Optional<Integer> acknowledgedBy(String line) {
    return syncedBy(line).or(() -> numberAfter(WROTE, line));
  }

  /** The number of the record that {@code line} acknowledges as synced. */
  static Optional<Integer> syncedBy(String line) {
    return numberAfter(SYNCED, line);
  }

  private static Optional<Integer> numberAfter(String word, String line) {
    return line.startsWith(word)
        ? Optional.of(Integer.parseInt(line.substring(word.length())))
        : Optional.empty();
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

  /** Lets it go on after its failure; everything it says until it ends by itself. */
  List<String> untilEnd() throws IOException, InterruptedException {
    process.getOutputStream().close();
    List<String> all = lines.lines().toList();
    process.waitFor();
    return all;
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    lines.close();
  }
}
