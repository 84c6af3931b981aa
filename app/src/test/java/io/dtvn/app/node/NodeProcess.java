package io.dtvn.app.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A validator in a process of its own; always ended by {@link #close}. */
final class NodeProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern SERVING = Pattern.compile("serving .*api=http://[^ ]*:(\\d+)");

  private final Process process;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Thread reader;

  private NodeProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** Starts node0 of 1 on {@code data} with more {@code options}, on free ports. */
  static NodeProcess start(Path data, String... options) throws IOException {
    return start(data, Map.of(), options);
  }

  static NodeProcess start(Path data, Map<String, String> environment, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=logback.xml", // test class paths hold silent ones
            "-cp",
            System.getProperty("java.class.path"),
            "io.dtvn.app.cli.Main",
            "validator",
            "-data-dir=" + data,
            "-api-port=0",
            "-port=0", // metrics at any free port too
            "-total-nodes=1"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("DTVN_"));
    builder.environment().putAll(environment);
    return new NodeProcess(builder.start());
  }

  /** A client for the node, once it is ready to order. */
  NodeHttp awaitReady() {
    NodeHttp http = http();
    Await.until(
        PATIENCE,
        () -> http.isReady() || !process.isAlive(),
        () -> "want a ready node, found: " + String.join("\n", output));
    if (!process.isAlive()) {
      throw new AssertionError("the node ended: " + String.join("\n", output));
    }
    return http;
  }

  /** A client for the node as soon as it serves. */
  NodeHttp http() {
    try {
      return new NodeHttp(port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (Exception e) {
      throw new AssertionError("the node does not serve: " + String.join("\n", output), e);
    }
  }

  /** kill -9, and wait until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    reader.join();
  }

  /** SIGTERM; gives the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** The exit code, once the process has ended by itself. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("want the node to end, found: " + String.join("\n", output));
    }
    reader.join();
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  /** What it has printed so far. */
  String output() {
    return String.join("\n", List.copyOf(output));
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        Matcher serving = SERVING.matcher(line);
        if (serving.find()) {
          port.complete(Integer.parseInt(serving.group(1)));
        }
      }
    } catch (IOException e) {
      output.add("(end of output: " + Optional.ofNullable(e.getMessage()).orElse("?") + ")");
    }
    port.completeExceptionally(new IllegalStateException("the process has ended"));
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
