package io.dtvn.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A peer in a process of its own that says what happens, one JSON object a line. */
final class PeerProcess implements AutoCloseable {

  private static final long SECONDS_MAX = 60;

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> heard = new ArrayList<>();

  PeerProcess(List<String> program, List<String> arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments);
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  /** The next line that tells {@code event}, which may have been told already. */
  String await(String event) throws InterruptedException {
    String mark = "\"event\":\"" + event + "\"";
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
    int at = 0;
    while (true) {
      for (; at < heard.size(); at++) {
        if (heard.get(at).contains("\"event\":\"failed\"")) {
          throw new AssertionError("the peer failed: " + heard);
        }
        if (heard.get(at).contains(mark)) {
          return heard.remove(at);
        }
      }
      String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null || line.isEmpty()) {
        throw new AssertionError("the peer never said '%s': %s".formatted(event, heard));
      }
      heard.add(line);
    }
  }

  /** The text or number under {@code key} of a line. */
  static String value(String line, String key) {
    Matcher matcher = Pattern.compile("\"" + key + "\":\"?([^\",}]*)").matcher(line);
    if (!matcher.find()) {
      throw new AssertionError("no '%s' in %s".formatted(key, line));
    }
    return matcher.group(1);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private void listen() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add(""); // closed under the reader: the process was ended
      return;
    }
    lines.add("");
  }
}
