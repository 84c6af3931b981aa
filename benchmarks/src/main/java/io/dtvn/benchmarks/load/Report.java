package io.dtvn.benchmarks.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a run showed.
 *
 * @param clients callers at once
 * @param elapsed measured time
 * @param tally what all of them saw together
 * @param serverCpu CPU time of the node in that time, if it is known
 */
record Report(int clients, Duration elapsed, Tally tally, Optional<Duration> serverCpu) {

  private static final double NANOS_PER_MILLI = 1e6;

  long operations() {
    return tally.nanos().getTotalCount();
  }

  String text() {
    return """
    clients      %d, closed loop, fsync as the node has it
    operations   %,d in %.1f s
    rate         %,.0f/s
    latency ms   p50 %.1f   p99 %.1f   p99.9 %.1f   max %.1f
    errors       %s
    cpu          %s\
    """
        .formatted(
            clients,
            operations(),
            seconds(),
            rate(),
            percentile(50),
            percentile(99),
            percentile(99.9),
            tally.nanos().getMaxValue() / NANOS_PER_MILLI,
            tally.errors().isEmpty() ? "none" : tally.errors().toString(),
            cpuPerOperation()
                .map("%.0f µs per operation at the node"::formatted)
                .orElse("unknown (give --server-pid)"));
  }

  String json() {
    ObjectNode json =
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("clients", clients)
            .put("operations", operations())
            .put("seconds", seconds())
            .put("rate_per_second", rate())
            .put("p50_ms", percentile(50))
            .put("p99_ms", percentile(99))
            .put("p999_ms", percentile(99.9));
    cpuPerOperation().ifPresent(micros -> json.put("cpu_micros_per_operation", micros));
    ObjectNode errors = json.putObject("errors");
    tally.errors().forEach(errors::put);
    return json.toString();
  }

  private double seconds() {
    return elapsed.toNanos() / 1e9;
  }

  private double rate() {
    return operations() / seconds();
  }

  private double percentile(double percent) {
    Histogram nanos = tally.nanos();
    return nanos.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }

  private Optional<Double> cpuPerOperation() {
    return serverCpu.filter(_ -> operations() > 0).map(used -> used.toNanos() / 1e3 / operations());
  }
}
