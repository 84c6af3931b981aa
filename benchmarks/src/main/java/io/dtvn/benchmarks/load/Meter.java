package io.dtvn.benchmarks.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Reads what a network has used up.
 *
 * @param processes those that its nodes run in, on this machine
 * @param pages where its nodes serve their metrics
 */
record Meter(List<ProcessHandle> processes, List<URI> pages) {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String FSYNCS = "dtvn_storage_fsync_seconds_count";
  private static final String SENT = "dtvn_network_sent_bytes_total";

  private static final long PAGE_BYTES_MAX = 4 << 20;

  /** One for all readings: making one costs CPU time that would be counted in. */
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** What was used up when it returns: CPU time is read last, since reading pages takes some. */
  Usage before() throws InterruptedException {
    List<String> texts = texts();
    return usage(cpuNanos(), texts);
  }

  /** What was used up when it was called: CPU time is read first. */
  Usage after() throws InterruptedException {
    OptionalLong cpu = cpuNanos();
    return usage(cpu, texts());
  }

  /** Whether the load runs in a process of the nodes, so that its CPU time cannot be told apart. */
  boolean countsTheLoad() {
    return processes.contains(ProcessHandle.current());
  }

  private Usage usage(OptionalLong cpu, List<String> texts) {
    OptionalLong fsyncs = pages.isEmpty() ? OptionalLong.empty() : OptionalLong.of(0);
    OptionalLong sent = fsyncs;
    for (String text : texts) {
      fsyncs = plus(fsyncs, sum(text, FSYNCS));
      sent = plus(sent, sum(text, SENT));
    }
    return new Usage(cpu, fsyncs, sent, countsTheLoad());
  }

  private OptionalLong cpuNanos() {
    OptionalLong sum = processes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(0);
    for (ProcessHandle process : processes) {
      Optional<Duration> used = process.info().totalCpuDuration();
      sum = plus(sum, used.map(d -> OptionalLong.of(d.toNanos())).orElseGet(OptionalLong::empty));
    }
    return sum;
  }

  private static OptionalLong plus(OptionalLong sum, OptionalLong more) {
    return sum.isPresent() && more.isPresent()
        ? OptionalLong.of(sum.getAsLong() + more.getAsLong())
        : OptionalLong.empty();
  }

  /** The sum over all labels of {@code metric}; empty if the page does not have it. */
  static OptionalLong sum(String page, String metric) {
    List<String> lines =
        page.lines()
            .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
            .toList();
    if (lines.isEmpty()) {
      return OptionalLong.empty();
    }
    double sum = 0;
    for (String line : lines) {
      String value = line.substring(line.lastIndexOf('}') + 1).strip();
      sum += Double.parseDouble(value.startsWith(metric) ? value.split(" ", -1)[1] : value);
    }
    return OptionalLong.of((long) sum);
  }

  /** All pages at once, so that they are of one moment. */
  private List<String> texts() throws InterruptedException {
    List<CompletableFuture<String>> asked = pages.stream().map(Meter::ask).toList();
    List<String> texts = new ArrayList<>();
    for (CompletableFuture<String> answer : asked) {
      try {
        texts.add(answer.get());
      } catch (ExecutionException _) {
        texts.add(""); // a node that does not tell makes the sums unknown
      }
    }
    return texts;
  }

  private static CompletableFuture<String> ask(URI page) {
    HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
    return CLIENT
        .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), PAGE_BYTES_MAX))
        .thenApply(HttpResponse::body);
  }
}
