package io.dtvn.benchmarks.micro;

import io.dtvn.application.journal.Journal;
import io.dtvn.application.journal.JournalConfig;
import io.dtvn.application.journal.JournalOwner;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.membership.ValidatorId;
import java.io.IOException;
import java.util.List;
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

/** So many records of 512 bytes made durable by one fsync, on each back end. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class JournalBenchmark {

  private static final int CUT_EACH = 1000;

  @Param({"rocksdb", "boltdb", "memory"})
  private String storage = "";

  @Param({"1", "16", "256"})
  private int records;

  private final OneValidator world = new OneValidator();
  private final Bytes record = Bytes.owning(new byte[512]);
  private Optional<FreshStore> store = Optional.empty();
  private Optional<Journal> journal = Optional.empty();
  private long turn;

  /** Opens a fresh journal. */
  @Setup
  public void open() throws IOException {
    FreshStore fresh = FreshStore.of(storage);
    store = Optional.of(fresh);
    JournalOwner owner = new JournalOwner(world.genesis.hash(), new ValidatorId("node0"), 0, 1);
    journal =
        Optional.of(
            Journal.open(
                    new JournalConfig(
                        fresh.store(), Optional.of(fresh.file("newest-lsn")), owner, true, true))
                .journal());
  }

  /** One turn of the host's loop. */
  @Benchmark
  public void append() {
    Journal open = journal.orElseThrow();
    turn++;
    for (int i = 0; i < records; i++) {
      open.append(record, turn);
    }
    if (turn % CUT_EACH == 0) {
      open.cut(turn - 1, List.of());
    }
    open.sync();
  }

  /** Removes everything. */
  @TearDown
  public void close() throws IOException {
    journal.ifPresent(Journal::close);
    if (store.isPresent()) {
      store.get().close();
    }
  }
}
