package io.dtvn.application.node;

import io.dtvn.application.store.TicketCounts;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.Metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Numbers about disk, tickets and the program that are read when somebody asks. */
final class NodeGauges {

  private static final String DEVELOPMENT = "development";

  private NodeGauges() {}

  /** Lets the plan's metrics read them. */
  static void register(NodePlan plan, KeyValueStore store) {
    Metrics metrics = plan.metrics();
    StoragePlan storage = plan.storage();
    metrics.gauge(
        Metric.of("dtvn_storage_size_bytes", "Bytes of the store's files."), storage::bytes);
    metrics.gauge(
        Metric.of("dtvn_storage_free_bytes", "Bytes that are free where the store is."),
        () -> freeAt(storage.directory()));
    Metric states = Metric.of("dtvn_ticket_states", "Tickets in each state.");
    for (TicketState state : TicketState.values()) {
      metrics.gauge(
          states.with("state", state.name().toLowerCase(Locale.ROOT)),
          () -> Optional.ofNullable(TicketCounts.read(store).byState().get(state)).orElse(0L));
    }
    metrics.gauge(
        Metric.of("dtvn_node_dev_keys", "1: the key was derived from a name."),
        () -> plan.developmentKeys() ? 1 : 0);
    metrics.gauge(
        Metric.of("dtvn_node_build_info", "The program that runs; always 1.")
            .with("version", version())
            .with("java", Runtime.version().toString()),
        () -> 1);
  }

  private static String version() {
    return Optional.ofNullable(NodeGauges.class.getPackage().getImplementationVersion())
        .orElse(DEVELOPMENT);
  }

  private static double freeAt(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
