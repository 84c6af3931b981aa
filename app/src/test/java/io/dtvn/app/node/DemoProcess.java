package io.dtvn.app.node;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program {@code demo} in a process of its own; {@link #close} leaves none of its processes.
 */
final class DemoProcess implements AutoCloseable {

  private static final int HEAP_MEGABYTES = 512;

  private final Program program;
  private final Ports ports;
  private final Path data;
  private final List<ProcessHandle> children = new ArrayList<>();

  private DemoProcess(Program program, Ports ports, Path data) {
    this.program = program;
    this.ports = ports;
    this.data = data;
  }

  static DemoProcess start(Path data, Ports ports, String... options) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "demo",
            "--data-dir=" + data,
            "--api-port=" + ports.api(),
            "--p2p-port=" + ports.peers()));
    arguments.addAll(List.of(options));
    Program.Call call = new Program.Call(HEAP_MEGABYTES, Map.of(), arguments);
    return new DemoProcess(Program.start(call, _ -> {}), ports, data);
  }

  /** Waits for {@code count} lines that begin with {@code start}. */
  void awaitLines(String start, int count) {
    Await.until(
        Program.PATIENCE,
        () -> !program.isAlive() || lines(start).size() >= count,
        () -> "want %d lines '%s', found:%n%s".formatted(count, start, output()));
    if (lines(start).size() < count) {
      throw new AssertionError("the demo has ended:\n" + output());
    }
    children.addAll(program.children());
  }

  List<String> lines(String start) {
    return program.lines().stream().filter(line -> line.startsWith(start)).toList();
  }

  NodeHttp node(int number) {
    return new NodeHttp(ports.api() + number);
  }

  /** Where a validator serves its numbers. */
  URI metrics(int number) {
    return URI.create("http://127.0.0.1:%d/metrics".formatted(ports.metrics() + number));
  }

  /** Where a validator keeps everything. */
  Path folder(int number) {
    return data.resolve("node" + number);
  }

  /** The process of a validator. */
  ProcessHandle child(String name) {
    return program.children().stream()
        .filter(child -> commandLine(child).contains("--set=node.id=" + name + "\0"))
        .findAny()
        .orElseThrow(() -> new AssertionError("no process of " + name + ":\n" + output()));
  }

  private static String commandLine(ProcessHandle child) {
    try {
      return Files.readString(
          Path.of("/proc/%d/cmdline".formatted(child.pid())), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has just ended
    }
  }

  /** SIGTERM; gives the exit code once it has ended. */
  int terminate() throws InterruptedException {
    return program.terminate();
  }

  int awaitExit() throws InterruptedException {
    return program.awaitExit();
  }

  /** kill -9 of the demo alone. */
  void kill() throws InterruptedException {
    children.addAll(program.children());
    program.kill();
  }

  /** Waits until no process that this demo ever started is alive. */
  void awaitNoChild() {
    Await.until(
        Program.PATIENCE,
        () -> children.stream().noneMatch(ProcessHandle::isAlive),
        () -> "want no process left, found " + children);
  }

  String output() {
    return program.output();
  }

  @Override
  public void close() {
    children.addAll(program.children());
    program.close();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
