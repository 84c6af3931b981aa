package io.dtvn.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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

  Usage read() throws InterruptedException {
    OptionalLong fsyncs = pages.isEmpty() ? OptionalLong.empty() : OptionalLong.of(0);
    OptionalLong sent = fsyncs;
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      for (URI page : pages) {
        String text = text(client, page);
        fsyncs = plus(fsyncs, sum(text, FSYNCS));
        sent = plus(sent, sum(text, SENT));
      }
    }
    return new Usage(cpuNanos(), fsyncs, sent);
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

  private static String text(HttpClient client, URI page) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException _) {
      return ""; // a node that does not tell is left out of nothing: the sums become unknown
    }
  }
}
