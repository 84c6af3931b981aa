package io.dtvn.adapters.libp2p.meters;

import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.Metrics.Counter;
import io.dtvn.ports.out.Metrics.Metric;
import io.dtvn.ports.out.PeerNetwork.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How often something was refused, by reason. Thread-safe. */
public final class Refusals {

  private static final Metric REJECTED =
      Metric.of("dtvn_network_rejected_total", "Links and frames that were refused, by reason.");

  private final Map<Reason, Count> counts = new EnumMap<>(Reason.class);

  /** Starts at zero, here and in {@code metrics}. */
  public Refusals(Metrics metrics) {
    for (Reason reason : Reason.values()) {
      Counter shown = metrics.counter(REJECTED.with("reason", reason.text()));
      counts.put(reason, new Count(shown, new AtomicLong()));
    }
  }

  private record Count(Counter shown, AtomicLong own) {
    void increment() {
      shown.increment();
      own.incrementAndGet();
    }
  }

  /** Counts one more. */
  public void count(Reason reason) {
    Count count = counts.get(reason);
    if (count == null) {
      throw new IllegalStateException("every reason has a count");
    }
    count.increment();
  }

  /** The reasons that have occurred, in the order of their texts. */
  public List<Refusal> list() {
    List<Refusal> refusals = new ArrayList<>();
    counts.forEach(
        (reason, count) -> {
          long times = count.own().get();
          if (times > 0) {
            refusals.add(new Refusal(reason.text(), times));
          }
        });
    return refusals;
  }
}
