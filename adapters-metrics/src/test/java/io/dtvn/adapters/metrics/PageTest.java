package io.dtvn.adapters.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.Metrics.Metric;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands on the page. */
class PageTest {

  private static final long MILLI = 1_000_000;

  private final Page page = new Page();
  private final Metrics metrics = page.metrics();

  @AfterEach
  void close() {
    page.close();
  }

  @Test
  void a_counter_counts() {
    metrics.counter(Metric.of("dtvn_ticket_consumed_total", "Admissions.")).increment();
    metrics.counter(Metric.of("dtvn_ticket_consumed_total", "Admissions.")).add(41);
    metrics.counter(Metric.of("dtvn_ticket_consumed_total", "Admissions.")).add(-5);
    Family family = family("dtvn_ticket_consumed_total");
    assertThat(family.value()).isEqualTo(42);
    assertThat(family.help()).isEqualTo("Admissions.");
    assertThat(family.type()).isEqualTo("counter");
  }

  @Test
  void labels_tell_series_apart() {
    Metric refused = Metric.of("dtvn_ticket_refused_total", "Refusals by code.");
    metrics.counter(refused.with("code", "ALREADY_CONSUMED")).add(2);
    metrics.counter(refused.with("code", "a \"b\" \\ \n")).increment();
    Family family = family("dtvn_ticket_refused_total");
    assertThat(family.value("dtvn_ticket_refused_total", "code", "ALREADY_CONSUMED")).isEqualTo(2);
    assertThat(family.value("dtvn_ticket_refused_total", "code", "a \\\"b\\\" \\\\ \\n"))
        .isEqualTo(1);
  }

  @Test
  void a_timer_is_a_histogram_in_seconds_from_half_a_millisecond_to_ten_seconds() {
    Metrics.Timer timer = metrics.timer(Metric.of("dtvn_consensus_latency_seconds", "Latency."));
    timer.record(MILLI);
    timer.record(30 * MILLI);
    timer.record(20_000 * MILLI);
    timer.record(-1);
    Family family = family("dtvn_consensus_latency_seconds");
    assertThat(family.type()).isEqualTo("histogram");
    assertThat(ends(family)).hasSize(15).startsWith("5.0E-4").endsWith("10.0", "+Inf");
    assertThat(family.value("dtvn_consensus_latency_seconds_bucket", "le", "0.001")).isEqualTo(2);
    assertThat(family.value("dtvn_consensus_latency_seconds_bucket", "le", "10.0")).isEqualTo(3);
    assertThat(family.value("dtvn_consensus_latency_seconds_count")).isEqualTo(4);
    assertThat(family.value("dtvn_consensus_latency_seconds_sum")).isEqualTo(20.031);
  }

  @Test
  void a_disk_is_timed_from_fifty_microseconds_to_two_seconds() {
    metrics.timer(Metric.of("dtvn_storage_fsync_seconds", "Fsync.")).record(MILLI);
    assertThat(ends(family("dtvn_storage_fsync_seconds")))
        .startsWith("5.0E-5")
        .endsWith("2.0", "+Inf");
  }

  @Test
  void a_timer_with_labels_has_fewer_buckets() {
    Metric phase = Metric.of("dtvn_consensus_phase_seconds", "By phase.").with("phase", "prepare");
    metrics.timer(phase).record(MILLI);
    assertThat(family("dtvn_consensus_phase_seconds").samples()).hasSize(8 + 2);
  }

  @Test
  void a_gauge_is_read_for_each_page_and_may_fail_alone() {
    double[] value = {1};
    metrics.gauge(Metric.of("dtvn_consensus_view", "The view."), () -> value[0]);
    metrics.gauge(
        Metric.of("dtvn_storage_free_bytes", "Free."),
        () -> {
          throw new IllegalStateException("gone");
        });
    System.gc();
    assertThat(family("dtvn_consensus_view").value()).isEqualTo(1);
    value[0] = 2;
    assertThat(family("dtvn_consensus_view").value()).isEqualTo(2);
    assertThat(family("dtvn_storage_free_bytes").value()).isNaN();
  }

  @Test
  void an_information_metric_keeps_its_name() {
    metrics.gauge(Metric.of("dtvn_node_build_info", "Build.").with("version", "1"), () -> 1);
    assertThat(family("dtvn_node_build_info").value("dtvn_node_build_info", "version", "1"))
        .isEqualTo(1);
  }

  @Test
  void jvm_and_process_are_on_it_and_everything_has_a_help_text() {
    Map<String, Family> families = families();
    assertThat(families)
        .containsKeys(
            "jvm_memory_used_bytes",
            "jvm_gc_live_data_size_bytes",
            "jvm_threads_live_threads",
            "process_cpu_usage",
            "process_cpu_seconds_total",
            "process_files_open_files",
            "process_uptime_seconds");
    assertThat(families.values()).allSatisfy(family -> assertThat(family.help()).isNotBlank());
    assertThat(series(families)).isLessThan(100);
  }

  @Test
  void a_metric_without_help_or_with_a_wrong_name_is_refused() {
    for (String name : List.of("dtvn_view_total", "dtvn_consensus_Rounds_total", "rounds_total")) {
      assertThatThrownBy(() -> metrics.counter(Metric.of(name, "Help.")))
          .hasMessageContaining(name);
    }
    assertThatThrownBy(() -> metrics.counter(Metric.of("dtvn_consensus_rounds", "Help.")))
        .hasMessageContaining("_total");
    assertThatThrownBy(() -> metrics.timer(Metric.of("dtvn_consensus_phase", "Help.")))
        .hasMessageContaining("_seconds");
    assertThatThrownBy(() -> metrics.gauge(Metric.of("dtvn_node_all_total", "Help."), () -> 1))
        .hasMessageContaining("_total");
    assertThatThrownBy(() -> metrics.counter(Metric.of("dtvn_consensus_rounds_total", " ")))
        .hasMessageContaining("help");
  }

  @Test
  void a_name_has_the_same_labels_everywhere() {
    Metric metric = Metric.of("dtvn_network_rejected_total", "Refused.");
    metrics.counter(metric.with("reason", "not_a_member"));
    assertThatThrownBy(() -> metrics.counter(metric.with("peer", "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void promtool_finds_nothing_to_complain_of() throws Exception {
    Optional<Path> promtool = onThePath("promtool");
    assumeTrue(promtool.isPresent(), "promtool is not installed (Debian: package prometheus)");
    metrics.counter(Metric.of("dtvn_consensus_rounds_total", "Rounds.")).increment();
    metrics.timer(Metric.of("dtvn_consensus_latency_seconds", "Latency.")).record(MILLI);
    metrics.gauge(Metric.of("dtvn_consensus_view", "The view."), () -> 1);
    metrics.gauge(Metric.of("dtvn_node_build_info", "Build.").with("version", "1"), () -> 1);
    Process check =
        new ProcessBuilder(promtool.orElseThrow().toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = check.getOutputStream()) {
      in.write(text());
    }
    String words = new String(check.getInputStream().readAllBytes(), UTF_8);
    assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(words).isEmpty();
    assertThat(check.exitValue()).isZero();
  }

  private static Optional<Path> onThePath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<String> ends(Family family) {
    return family.samples().stream()
        .filter(sample -> sample.name().endsWith("_bucket"))
        .map(sample -> sample.label("le"))
        .toList();
  }

  private static int series(Map<String, Family> families) {
    return families.values().stream().mapToInt(family -> family.samples().size()).sum();
  }

  private Family family(String name) {
    return PageText.family(new String(text(), UTF_8), name);
  }

  private byte[] text() {
    try {
      return page.text().orElseThrow();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Family> families() {
    return PageText.parse(new String(text(), UTF_8));
  }
}
