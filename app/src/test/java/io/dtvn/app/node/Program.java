package io.dtvn.app.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The program {@code dtvn} in a process of its own, with all that it has printed. Thread-safe. */
final class Program implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Thread reader;

  private Program(Process process, Consumer<String> heard) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(() -> read(heard));
  }

  /**
   * How it is called.
   *
   * @param heapMegabytes the largest heap of its JVM
   * @param environment variables above those of this process, of which none that is ours is kept
   */
  record Call(int heapMegabytes, Map<String, String> environment, List<String> arguments) {}

  /** Starts it; {@code heard} is told of each line. */
  static Program start(Call call, Consumer<String> heard) throws IOException {
    List<String> jvm =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + call.heapMegabytes + "m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=logback.xml", // test class paths hold silent ones
            "-cp",
            System.getProperty("java.class.path"),
            "io.dtvn.app.cli.Main");
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(jvm.stream(), call.arguments.stream()).toList())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("DTVN_"));
    builder.environment().putAll(call.environment);
    return new Program(builder.start(), heard);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  List<ProcessHandle> children() {
    return process.children().toList();
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** What it has printed so far. */
  String output() {
    return String.join("\n", lines());
  }

  /** SIGTERM; gives the exit code once it has ended. */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** The exit code, once it has ended by itself. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("want the program to end, found:\n" + output());
    }
    reader.join();
    return process.exitValue();
  }

  /** kill -9, and wait until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private void read(Consumer<String> heard) {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        heard.accept(line);
      }
    } catch (IOException | UncheckedIOException e) {
      lines.add("(end of output: %s)".formatted(e.getMessage()));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
