package io.dtvn.app.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The program {@code demo} in a process of its own; {@link #close} leaves none of its processes.
 */
final class DemoProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int METRICS_ABOVE_PEERS = 5089;

  private final Process process;
  private final int apiPort;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final List<ProcessHandle> children = new ArrayList<>();

  private DemoProcess(Process process, int apiPort) {
    this.process = process;
    this.apiPort = apiPort;
    Thread.ofVirtual().start(this::read);
  }

  /** Where a demo listens: each number and those behind it, one for each validator. */
  record Ports(int api, int peers) {

    /** Ports that nobody uses now. */
    static Ports free(int nodes) {
      for (int attempt = 0; attempt < 1000; attempt++) {
        int base = ThreadLocalRandom.current().nextInt(12_000, 30_000);
        Ports ports = new Ports(base, base + nodes);
        boolean free = true;
        for (int i = 0; i < nodes && free; i++) {
          free =
              isFree(base + i)
                  && isFree(base + nodes + i)
                  && isFree(base + nodes + METRICS_ABOVE_PEERS + i);
        }
        if (free) {
          return ports;
        }
      }
      throw new AssertionError("no free ports");
    }

    private static boolean isFree(int port) {
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return true;
      } catch (IOException _) {
        return false;
      }
    }
  }

  static DemoProcess start(Path data, Ports ports, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=logback.xml", // test class paths hold silent ones
            "-cp",
            System.getProperty("java.class.path"),
            "io.dtvn.app.cli.Main",
            "demo",
            "--data-dir=" + data,
            "--api-port=" + ports.api(),
            "--p2p-port=" + ports.peers()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("DTVN_"));
    return new DemoProcess(builder.start(), ports.api());
  }

  /** Waits for {@code count} lines that begin with {@code start}. */
  void awaitLines(String start, int count) {
    Await.until(
        PATIENCE,
        () -> !process.isAlive() || lines(start).size() >= count,
        () -> "want %d lines '%s', found:%n%s".formatted(count, start, output()));
    if (lines(start).size() < count) {
      throw new AssertionError("the demo has ended:\n" + output());
    }
    children.addAll(process.children().toList());
  }

  List<String> lines(String start) {
    return List.copyOf(output).stream().filter(line -> line.startsWith(start)).toList();
  }

  NodeHttp node(int number) {
    return new NodeHttp(apiPort + number);
  }

  /** The process of a validator. */
  ProcessHandle child(String name) {
    return process
        .children()
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
    process.destroy();
    return awaitExit();
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("want the demo to end, found:\n" + output());
    }
    return process.exitValue();
  }

  /** kill -9 of the demo alone. */
  void kill() throws InterruptedException {
    children.addAll(process.children().toList());
    process.destroyForcibly().waitFor();
  }

  /** Waits until no process that this demo ever started is alive. */
  void awaitNoChild() {
    Await.until(
        PATIENCE,
        () -> children.stream().noneMatch(ProcessHandle::isAlive),
        () -> "want no process left, found " + children);
  }

  String output() {
    return String.join("\n", List.copyOf(output));
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(output::add);
    } catch (IOException | UncheckedIOException e) {
      output.add("(end of output: %s)".formatted(e.getMessage()));
    }
  }

  @Override
  public void close() {
    children.addAll(process.children().toList());
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
