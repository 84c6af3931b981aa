package io.dtvn.consensus.pbft.journal;

import io.dtvn.consensus.pbft.journal.JournalRecord.Accepted;
import io.dtvn.consensus.pbft.journal.JournalRecord.Learner;
import io.dtvn.consensus.pbft.journal.JournalRecord.Prepared;
import io.dtvn.consensus.pbft.journal.JournalRecord.Stable;
import io.dtvn.consensus.pbft.message.CheckpointCertificate;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the journal of earlier lives says.
 *
 * @param stable the newest stable checkpoint; empty: none since the genesis
 * @param learner whether the right to vote in the epoch was lost
 * @param accepted proposals above the stable checkpoint, in the order of the journal
 * @param prepared certificates above the stable checkpoint, in the order of the journal
 */
public record Recovered(
    Optional<CheckpointCertificate> stable,
    boolean learner,
    List<Accepted> accepted,
    List<Prepared> prepared) {

  /** Copies the lists. */
  public Recovered {
    accepted = List.copyOf(accepted);
    prepared = List.copyOf(prepared);
  }

  /** h: the sequence number of the newest stable checkpoint; 0: none. */
  public long low() {
    return stable.map(CheckpointCertificate::sequence).orElse(0L);
  }

  /**
   * Reads the records of {@code epoch} in order.
   *
   * @throws IllegalStateException if a record is not ours: the host checks that the journal is
   *     whole, so somebody else wrote it
   */
  public static Recovered from(List<Bytes> journal, long epoch) {
    List<JournalRecord> records = new ArrayList<>(journal.size());
    for (int i = 0; i < journal.size(); i++) {
      records.add(decode(i, journal.get(i)));
    }
    Optional<CheckpointCertificate> stable = Optional.empty();
    boolean learner = false;
    for (JournalRecord record : records) {
      switch (record) {
        case Stable(var certificate) -> stable = Optional.of(newer(stable, certificate));
        case Learner(long of) -> learner |= of == epoch;
        case Accepted _, Prepared _ -> {}
      }
    }
    long low = stable.map(CheckpointCertificate::sequence).orElse(0L);
    return new Recovered(
        stable, learner, above(low, records, Accepted.class), above(low, records, Prepared.class));
  }

  private static CheckpointCertificate newer(
      Optional<CheckpointCertificate> one, CheckpointCertificate other) {
    return one.filter(o -> o.sequence() > other.sequence()).orElse(other);
  }

  private static <R extends JournalRecord> List<R> above(
      long low, List<JournalRecord> records, Class<R> kind) {
    return records.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(record -> record.sequence() > low)
        .toList();
  }

  private static JournalRecord decode(int place, Bytes record) {
    try {
      return JournalCodec.decode(record);
    } catch (MalformedException e) {
      throw new IllegalStateException(
          "journal: want a record of this engine at place %d, found other bytes".formatted(place),
          e);
    }
  }
}
