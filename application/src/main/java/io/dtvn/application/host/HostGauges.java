package io.dtvn.application.host;

import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.Metrics.Metric;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.Effect.Publish;
import java.util.function.ToLongFunction;

/** The numbers of consensus that are read when somebody asks. */
final class HostGauges {

  private final Metrics metrics;
  private final StatusBoard board;

  private HostGauges(Metrics metrics, StatusBoard board) {
    this.metrics = metrics;
    this.board = board;
  }

  /** Lets {@code parts.metrics()} read what the host knows. */
  static void register(HostParts parts, HostState state, VerificationPool pool, CatchUpRoom room) {
    HostGauges gauges = new HostGauges(parts.metrics(), state.board());
    gauges.consensus(parts.self());
    gauges.node(room);
    parts
        .metrics()
        .gauge(
            HostMeters.consensus("verification_queue_frames", "Frames that wait to be checked."),
            pool::waiting);
  }

  private void consensus(int self) {
    published("view", "v, the view.", Publish::view);
    published("epoch", "e, the epoch.", Publish::epoch);
    published("is_primary", "1: this node is the primary.", p -> p.primary() == self ? 1 : 0);
    published("stable_checkpoint_sequence", "h, the newest stable checkpoint.", Publish::low);
    published("pending_requests", "Bundles that wait to be executed.", Publish::pending);
    published(
        "batches_in_flight",
        "Batches that are ordered and not reported executed.",
        p -> p.committed() - p.lastExecuted());
    metrics.gauge(
        HostMeters.consensus("last_executed_sequence", "s of the newest executed batch."),
        board::executed);
  }

  private void node(CatchUpRoom room) {
    metrics.gauge(
        Metric.of("dtvn_node_ready", "1: every condition of readiness holds."),
        () -> board.status().isReady() ? 1 : 0);
    metrics.gauge(
        Metric.of("dtvn_node_connected_validators", "Connected members, this node included."),
        () -> board.status().connectedValidators());
    metrics.gauge(
        Metric.of("dtvn_node_learner", "1: this validator may not vote in this epoch."),
        () -> board.status().standing() == Standing.LEARNER ? 1 : 0);
    metrics.gauge(
        Metric.of("dtvn_node_catching_up", "1: this node reads another one's archive."),
        () -> room.reader().isReading() ? 1 : 0);
  }

  private void published(String name, String help, ToLongFunction<Publish> value) {
    metrics.gauge(
        HostMeters.consensus(name, help),
        () -> {
          Publish now = board.published();
          return now == null ? 0 : value.applyAsLong(now);
        });
  }
}
