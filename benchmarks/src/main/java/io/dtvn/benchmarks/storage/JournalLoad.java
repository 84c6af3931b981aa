package io.dtvn.benchmarks.storage;

import io.dtvn.application.journal.Journal;
import io.dtvn.application.journal.JournalConfig;
import io.dtvn.application.journal.JournalOwner;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.out.Progress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * The node's journal under the loop of its host: so many records and one sync in each turn, and a
 * cut at every checkpoint.
 */
final class JournalLoad implements AutoCloseable {

  /** With this payload a record is 250 bytes, as votes and proposals of small bundles are. */
  private static final int PAYLOAD_BYTES = 162;

  /** Turns between two cuts: a checkpoint each 64 slots, of about three turns each. */
  static final int TURNS_PER_CUT = 192;

  private final Random random = new Random(1);
  private final Journal journal;
  private final int records;
  private long turn;

  JournalLoad(OpenStore store, int records) {
    Digest genesis = Bytes.owning(new byte[1]).sha256();
    JournalConfig config =
        new JournalConfig(
            store.store(),
            store.isDurable()
                ? Optional.of(store.folder().resolve("newest-lsn"))
                : Optional.empty(),
            new JournalOwner(genesis, new ValidatorId("node0"), 0, 1),
            true,
            true);
    this.journal = Journal.open(config).journal();
    this.records = records;
    this.turn = journal.newestLsn();
  }

  /** Turns as long as {@code goesOn}; measures the syncs. */
  Latencies run(BooleanSupplier goesOn) {
    Latencies latencies = new Latencies();
    while (goesOn.getAsBoolean()) {
      turn++;
      for (int i = 0; i < records; i++) {
        journal.append(payload(), turn);
      }
      if (turn % TURNS_PER_CUT == 0) {
        journal.cut(turn - TURNS_PER_CUT, List.of());
      }
      long started = System.nanoTime();
      journal.sync();
      latencies.add(started);
    }
    return latencies;
  }

  /** Does {@code count} turns that cut all that was written before them. */
  void cut(int count, Progress progress) {
    for (int i = 0; i < count; i++) {
      turn++;
      journal.append(payload(), turn);
      journal.cut(turn - 1, List.of());
      journal.sync();
      progress.at(i, count);
    }
  }

  @Override
  public void close() {
    journal.close();
  }

  private Bytes payload() {
    byte[] payload = new byte[PAYLOAD_BYTES];
    random.nextBytes(payload);
    return Bytes.owning(payload);
  }
}
