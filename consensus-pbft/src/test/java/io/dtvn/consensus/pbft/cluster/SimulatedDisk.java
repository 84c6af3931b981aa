package io.dtvn.consensus.pbft.cluster;

import io.dtvn.consensus.pbft.journal.JournalCodec;
import io.dtvn.consensus.pbft.journal.JournalRecord;
import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ledger.InMemoryLedger;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Event.LedgerPosition;
import io.dtvn.ports.spi.Event.OwnCheckpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One validator's store: journal, ledger and archive behind one write-ahead log. A write is durable
 * once a sync that began after it has ended; a crash keeps any prefix of the others.
 */
final class SimulatedDisk {

  private static final int ARCHIVE_ANSWER_MAX = 32;

  private final Genesis genesis;
  private final List<Entry> journal = new ArrayList<>();
  private final Deque<Write> unsynced = new ArrayDeque<>();
  private final List<Archived> archive = new ArrayList<>();
  private final Set<Binding> accepted = new HashSet<>();
  private final Set<Binding> prepared = new HashSet<>();
  private InMemoryLedger ledger;
  private InMemoryLedger base;
  private Optional<OwnCheckpoint> checkpoint = Optional.empty();
  private long newestLsn;
  private long written;
  private long synced;
  private long executedDurably;
  private long certified;
  private boolean whole = true;

  private sealed interface Write {

    record Append(Bytes payload, long sequence) implements Write {}

    record Cut(long sequence, List<Bytes> keep) implements Write {}

    record Executed(long sequence) implements Write {}
  }

  private record Entry(long lsn, long sequence, Bytes payload) {}

  /** A batch that was executed and what came of it. */
  record Archived(CommittedBatch batch, Digest resultsRoot) {}

  SimulatedDisk(Genesis genesis) {
    this.genesis = genesis;
    this.ledger = new InMemoryLedger(genesis);
    this.base = ledger.copy();
  }

  /** Appends a record; not durable yet. */
  void append(Bytes payload, long sequence) {
    write(new Write.Append(payload, sequence));
  }

  /** Appends {@code keep} and cuts the prefix that concerns no slot above {@code sequence}. */
  void cut(long sequence, List<Bytes> keep) {
    write(new Write.Cut(sequence, keep));
  }

  /** Executes the next batch; state, archive entry and position are one write. */
  Execution execute(CommittedBatch batch) {
    if (batch.sequence() != ledger.head().sequence() + 1) {
      throw new Violation(
          "execution: want batch %d, found %d"
              .formatted(ledger.head().sequence() + 1, batch.sequence()));
    }
    Execution execution = ledger.execute(batch.batch());
    archive.add(new Archived(batch, execution.resultsRoot()));
    write(new Write.Executed(batch.sequence()));
    return execution;
  }

  /** Makes the state at {@code sequence} durable and returns its root. */
  Digest takeCheckpoint(long sequence) {
    if (ledger.head().sequence() != sequence) {
      throw new Violation(
          "checkpoint %d: want the newest state, found batch %d"
              .formatted(sequence, ledger.head().sequence()));
    }
    sync(written);
    Digest root = ledger.stateRoot();
    checkpoint = Optional.of(new OwnCheckpoint(sequence, root));
    base = ledger.copy();
    return root;
  }

  /** How much was written; what {@link #sync} takes. */
  long written() {
    return written;
  }

  /** Makes the first {@code upTo} writes durable. */
  void sync(long upTo) {
    while (synced < upTo) {
      synced++;
      apply(unsynced.removeFirst());
    }
  }

  /** Power goes off: some prefix of the unsynced writes survives. */
  void crash(SplittableRandom random) {
    sync(synced + random.nextInt(unsynced.size() + 1));
    written = synced;
    unsynced.clear();
    if (executedDurably < ledger.head().sequence()) {
      rebuild();
    }
  }

  /** Loses up to {@code records} durable records: no disk may do this. */
  void loseTail(int records) {
    for (int i = 0; i < records && !journal.isEmpty(); i++) {
      journal.removeLast();
    }
  }

  /** Everything is gone, the birth record, too. */
  void wipe() {
    journal.clear();
    unsynced.clear();
    archive.clear();
    written = synced;
    ledger = new InMemoryLedger(genesis);
    base = ledger.copy();
    checkpoint = Optional.empty();
    executedDurably = 0;
    certified = 0;
    whole = false;
  }

  /** The payloads of all durable records. */
  List<Bytes> journal() {
    return journal.stream().map(Entry::payload).toList();
  }

  /** Whether the journal has its birth record and no gap. */
  boolean isWhole() {
    return whole;
  }

  LedgerPosition position() {
    return new LedgerPosition(ledger.head().sequence(), ledger.windows(), checkpoint, certified());
  }

  /** Up to which batch f+1 equal results were kept. */
  long certified() {
    return Math.min(certified, ledger.head().sequence()); // it is lost with the ledger's end
  }

  void certified(long sequence) {
    certified = sequence;
  }

  InMemoryLedger ledger() {
    return ledger;
  }

  /** The executed batch {@code sequence}, if there is one. */
  Optional<Archived> archived(long sequence) {
    return sequence >= 1 && sequence <= archive.size()
        ? Optional.of(archive.get((int) sequence - 1))
        : Optional.empty();
  }

  /** A few executed batches from {@code first} on. */
  List<CommittedBatch> archive(long first) {
    int from = (int) Math.max(0, first - 1);
    int to = Math.min(archive.size(), from + ARCHIVE_ANSWER_MAX);
    return from >= to
        ? List.of()
        : archive.subList(from, to).stream().map(Archived::batch).toList();
  }

  /** Whether a durable record says that a proposal for this binding was accepted. */
  boolean hasAccepted(Binding binding) {
    return accepted.contains(binding);
  }

  /** Whether a durable record holds the prepared certificate of this binding. */
  boolean hasPrepared(Binding binding) {
    return prepared.contains(binding);
  }

  /** Whether a checkpoint at or above {@code sequence} is durable. */
  boolean hasCheckpoint(long sequence) {
    return checkpoint.filter(c -> c.sequence() >= sequence).isPresent();
  }

  private void write(Write write) {
    unsynced.addLast(write);
    written++;
  }

  private void apply(Write write) {
    switch (write) {
      case Write.Append(Bytes payload, long sequence) -> {
        journal.add(new Entry(++newestLsn, sequence, payload));
        note(JournalCodec.decode(payload));
      }
      case Write.Cut(long sequence, List<Bytes> keep) -> {
        int gone = 0;
        while (gone < journal.size() && journal.get(gone).sequence() <= sequence) {
          gone++;
        }
        journal.subList(0, gone).clear();
        keep.forEach(payload -> journal.add(new Entry(++newestLsn, 0, payload)));
      }
      case Write.Executed(long sequence) -> executedDurably = sequence;
    }
  }

  private void note(JournalRecord record) {
    switch (record) {
      case JournalRecord.Accepted a -> accepted.add(a.proposal().binding());
      case JournalRecord.Prepared p -> prepared.add(p.certificate().binding());
      case JournalRecord.Stable _, JournalRecord.Learner _ -> {}
    }
  }

  /** Goes back to the durable state: the newest checkpoint and what was executed on it. */
  private void rebuild() {
    archive.subList((int) executedDurably, archive.size()).clear();
    ledger = base.copy();
    while (ledger.head().sequence() < executedDurably) {
      ledger.execute(archive.get((int) ledger.head().sequence()).batch().batch());
    }
  }
}
