package io.dtvn.benchmarks.micro;

import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ledger.Annuller;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.BundleWindow;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ledger.Ledger;
import io.dtvn.domain.ledger.LedgerHead;
import io.dtvn.domain.ledger.LedgerState;
import io.dtvn.domain.ledger.OperationKey;
import io.dtvn.domain.ledger.OperationRecord;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A batch of so many admissions on tickets in memory; divide by the batch for one operation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LedgerBenchmark {

  @Param({"1", "16", "256"})
  private int batch;

  private final OneValidator world = new OneValidator();
  private final Ledger ledger = new Ledger(world.genesis);
  private Held state = new Held(LedgerHead.GENESIS, Map.of());
  private Batch admissions = Batch.nullOf(0);

  /** Issues the tickets that are admitted. */
  @Setup
  public void issue() {
    Action issue = new Action.Issue(TicketSource.API, Optional.empty());
    Batch issued = Batch.of(0, 1, List.of(world.bundle(1, batch, _ -> issue)));
    Execution done = ledger.apply(1, issued, state);
    Map<TicketId, Ticket> tickets = new HashMap<>();
    done.changes().tickets().forEach(ticket -> tickets.put(ticket.id(), ticket));
    state = new Held(done.head(), tickets);
    admissions = Batch.of(0, 2, List.of(world.bundle(2, batch, _ -> new Action.Admit())));
  }

  /** One batch; nothing is written, so it can be executed again and again. */
  @Benchmark
  public Execution apply() {
    return ledger.apply(2, admissions, state);
  }

  /** A state that never changes. */
  private record Held(LedgerHead head, Map<TicketId, Ticket> tickets) implements LedgerState {

    @Override
    public Optional<Ticket> ticket(TicketId id) {
      return Optional.ofNullable(tickets.get(id));
    }

    @Override
    public Optional<OperationRecord> operation(OperationKey key) {
      return Optional.empty();
    }

    @Override
    public BundleWindow bundles(PublicKey gateway) {
      return BundleWindow.empty(gateway);
    }

    @Override
    public long annulments(Annuller annuller) {
      return 0;
    }

    @Override
    public List<TicketId> endedHolds(long blockTime, int limit) {
      return List.of();
    }
  }
}
