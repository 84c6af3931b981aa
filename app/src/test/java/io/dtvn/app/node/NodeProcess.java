package io.dtvn.app.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A validator in a process of its own; always ended by {@link #close}. */
final class NodeProcess implements AutoCloseable {

  private static final int HEAP_MEGABYTES = 256;
  private static final Duration PATIENCE = Program.PATIENCE;
  private static final Pattern SERVING = Pattern.compile("serving .*api=http://[^ ]*:(\\d+)");

  private final Program program;
  private final CompletableFuture<Integer> port;

  private NodeProcess(Program program, CompletableFuture<Integer> port) {
    this.program = program;
    this.port = port;
    var _ =
        program
            .handle()
            .onExit()
            .thenRun(() -> port.completeExceptionally(new IllegalStateException("it has ended")));
  }

  /** Starts node0 of 1 on {@code data} with more {@code options}, on free ports. */
  static NodeProcess start(Path data, String... options) throws IOException {
    return start(data, Map.of(), options);
  }

  static NodeProcess start(Path data, Map<String, String> environment, String... options)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "validator",
            "-data-dir=" + data,
            "-api-port=0",
            "-port=0", // metrics at any free port too
            "-total-nodes=1"));
    arguments.addAll(List.of(options));
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Program program =
        Program.start(
            new Program.Call(HEAP_MEGABYTES, environment, arguments),
            line -> {
              Matcher serving = SERVING.matcher(line);
              if (serving.find()) {
                port.complete(Integer.parseInt(serving.group(1)));
              }
            });
    return new NodeProcess(program, port);
  }

  /** A client for the node, once it is ready to order. */
  NodeHttp awaitReady() {
    NodeHttp http = http();
    Await.until(
        PATIENCE,
        () -> http.isReady() || !program.isAlive(),
        () -> "want a ready node, found: " + output());
    if (!program.isAlive()) {
      throw new AssertionError("the node ended: " + output());
    }
    return http;
  }

  /** A client for the node as soon as it serves. */
  NodeHttp http() {
    try {
      return new NodeHttp(port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (Exception e) {
      throw new AssertionError("the node does not serve: " + output(), e);
    }
  }

  /** kill -9, and wait until it is gone. */
  void kill() throws InterruptedException {
    program.kill();
  }

  /** SIGTERM; gives the exit code. */
  int terminate() throws InterruptedException {
    return program.terminate();
  }

  /** The exit code, once the process has ended by itself. */
  int awaitExit() throws InterruptedException {
    return program.awaitExit();
  }

  boolean isAlive() {
    return program.isAlive();
  }

  long pid() {
    return program.handle().pid();
  }

  /** What it has printed so far. */
  String output() {
    return program.output();
  }

  @Override
  public void close() {
    program.close();
  }
}
