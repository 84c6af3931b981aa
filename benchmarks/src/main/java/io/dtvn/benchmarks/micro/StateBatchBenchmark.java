package io.dtvn.benchmarks.micro;

import io.dtvn.benchmarks.storage.TicketLoad;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A batch of 256 admissions executed on tickets in the store and written buffered, with a synced
 * checkpoint each 64 batches; the ledger's own part is in {@link LedgerBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StateBatchBenchmark {

  private static final int TICKETS = 100_000;

  @Param({"rocksdb", "boltdb", "memory"})
  private String storage = "";

  private Optional<FreshStore> store = Optional.empty();
  private Optional<TicketLoad> load = Optional.empty();

  /** Issues the tickets. */
  @Setup
  public void issue() throws IOException {
    FreshStore fresh = FreshStore.of(storage);
    store = Optional.of(fresh);
    TicketLoad tickets = new TicketLoad(fresh.store(), 0);
    while (tickets.issued() < TICKETS) {
      tickets.issue();
    }
    load = Optional.of(tickets);
  }

  /** One batch. */
  @Benchmark
  public void admit() {
    load.orElseThrow().admit();
  }

  /** Removes everything. */
  @TearDown
  public void close() throws IOException {
    if (store.isPresent()) {
      store.get().close();
    }
  }
}
