package io.dtvn.benchmarks.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a run showed.
 *
 * @param shape what was asked
 * @param tally what all callers saw together
 * @param used what the network used up in that time, over all its nodes
 */
record Report(LoadRun.Shape shape, Tally tally, Usage used) {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_MICRO = 1e3;

  long operations() {
    return tally.nanos().getTotalCount();
  }

  String text() {
    return """
    load         %s
    operations   %,d in %.1f s
    rate         %,.0f/s
    latency ms   p50 %.1f   p99 %.1f   p99.9 %.1f   max %.1f
    unanswered   %s
    errors       %s
    cpu          %s
    fsyncs       %s
    sent bytes   %s\
    """
        .formatted(
            shape.inWords(),
            operations(),
            seconds(),
            rate(),
            percentile(50),
            percentile(99),
            percentile(99.9),
            tally.nanos().getMaxValue() / NANOS_PER_MILLI,
            unanswered(),
            tally.errors().isEmpty() ? "none" : tally.errors().toString(),
            inWords(cpuMicros(), "%.0f µs per operation, all nodes together" + withLoad()),
            inWords(fsyncs(), "%.3f per operation, all nodes together"),
            inWords(sentBytes(), "%.0f per operation to peers, all nodes together"));
  }

  String json() {
    ObjectNode json =
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("clients", shape.callers())
            .put("due_per_second", shape.perSecond())
            .put("operations", operations())
            .put("seconds", seconds())
            .put("rate_per_second", rate())
            .put("p50_ms", percentile(50))
            .put("p99_ms", percentile(99))
            .put("p999_ms", percentile(99.9))
            .put("max_ms", tally.nanos().getMaxValue() / NANOS_PER_MILLI)
            .put("unanswered", tally.openAtEnd())
            .put("unanswered_longest_ms", tally.longestOpenNanos() / NANOS_PER_MILLI);
    cpuMicros().ifPresent(micros -> json.put("cpu_micros_per_operation", micros));
    json.put("cpu_includes_load", used.loadIncluded());
    fsyncs().ifPresent(count -> json.put("fsyncs_per_operation", count));
    sentBytes().ifPresent(bytes -> json.put("sent_bytes_per_operation", bytes));
    ObjectNode errors = json.putObject("errors");
    tally.errors().forEach(errors::put);
    return json.toString();
  }

  /** In a closed loop about as many as there are callers; many, or for long: a node stood still. */
  private String unanswered() {
    return tally.openAtEnd() == 0
        ? "none at the end"
        : "%,d at the end, the oldest for %.1f ms"
            .formatted(tally.openAtEnd(), tally.longestOpenNanos() / NANOS_PER_MILLI);
  }

  private String withLoad() {
    return used.loadIncluded() ? ", the load included" : "";
  }

  private static String inWords(Optional<Double> value, String form) {
    return value.map(form::formatted).orElse("unknown");
  }

  private double seconds() {
    return tally.elapsed().toNanos() / 1e9;
  }

  private double rate() {
    return operations() / seconds();
  }

  private double percentile(double percent) {
    Histogram nanos = tally.nanos();
    return nanos.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }

  private Optional<Double> cpuMicros() {
    return Usage.each(used.cpuNanos(), operations()).map(nanos -> nanos / NANOS_PER_MICRO);
  }

  private Optional<Double> fsyncs() {
    return Usage.each(used.fsyncs(), operations());
  }

  private Optional<Double> sentBytes() {
    return Usage.each(used.sentBytes(), operations());
  }
}
