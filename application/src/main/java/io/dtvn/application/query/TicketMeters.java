package io.dtvn.application.query;

import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.Metrics.Counter;
import io.dtvn.ports.out.Metrics.Metric;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts what became of tickets in the batches that this node executes. */
public final class TicketMeters implements Consumer<Execution> {

  private final Map<ActionType, Counter> successes = new EnumMap<>(ActionType.class);
  private final Map<RefusalCode, Counter> refusals = new EnumMap<>(RefusalCode.class);

  /** Counts into {@code metrics}. */
  public TicketMeters(Metrics metrics) {
    successes.put(ActionType.VALIDATE, success(metrics, "validated", "Validations that held."));
    Counter consumed = success(metrics, "consumed", "Tickets that were used up.");
    successes.put(ActionType.CONSUME, consumed);
    successes.put(ActionType.ADMIT, consumed);
    successes.put(ActionType.DISPUTE, success(metrics, "disputed", "Cases that were opened."));
    Metric refused = Metric.of("dtvn_ticket_refused_total", "Operations that had no effect.");
    for (RefusalCode code : RefusalCode.values()) {
      refusals.put(code, metrics.counter(refused.with("code", code.name())));
    }
  }

  private static Counter success(Metrics metrics, String name, String help) {
    return metrics.counter(Metric.of("dtvn_ticket_" + name + "_total", help));
  }

  @Override
  public void accept(Execution execution) {
    for (Outcome outcome : execution.outcomes()) {
      Counter counter =
          switch (outcome) {
            case Outcome.Applied applied -> successes.get(applied.type());
            case Outcome.Refused refused -> refusals.get(refused.refusal().code());
            case Outcome.Unchanged _, Outcome.Found _, Outcome.Repeated _ -> null;
          };
      if (counter != null) {
        counter.increment();
      }
    }
  }
}
