package io.dtvn.consensus.pbft;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ledger.BundleWindow;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Event.LedgerPosition;
import io.dtvn.ports.spi.Event.OwnCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one replica's host keeps over restarts: journal, ledger position, newest checkpoint. */
final class Disk {

  private record Entry(Bytes payload, long sequence) {}

  private final List<Entry> journal = new ArrayList<>();
  private final TreeMap<Long, Batch> given = new TreeMap<>();
  private final TreeMap<PublicKey, TreeSet<Long>> executed = new TreeMap<>();
  private long lastExecuted;
  private long certified;
  private Optional<OwnCheckpoint> checkpoint = Optional.empty();
  private Optional<Effect.Publish> published = Optional.empty();

  /** Does what concerns this disk, in order. */
  void take(List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Persist(Bytes record, long sequence) ->
            journal.add(new Entry(record, sequence));
        case Effect.Execute(var batch) -> given.put(batch.sequence(), batch.batch());
        case Effect.CheckpointStable stable -> cut(stable);
        case Effect.Publish publish -> published = Optional.of(publish);
        default -> {}
      }
    }
  }

  /** Executes batch {@code sequence}, which was given, and returns the ids in it. */
  List<BundleId> execute(long sequence) {
    Batch batch = given.remove(sequence);
    if (batch == null) {
      throw new AssertionError("batch %d: want one that was given".formatted(sequence));
    }
    List<BundleId> ids = batch.bundles().stream().map(Bundle::id).toList();
    ids.forEach(
        id -> executed.computeIfAbsent(id.gateway(), _ -> new TreeSet<>()).add(id.number()));
    lastExecuted = sequence;
    return ids;
  }

  void certified(long sequence) {
    certified = sequence;
  }

  void checkpoint(long sequence, Digest root) {
    checkpoint = Optional.of(new OwnCheckpoint(sequence, root));
  }

  /** Loses the newest {@code records}, as an old copy has. */
  void lose(int records) {
    journal.subList(journal.size() - records, journal.size()).clear();
  }

  /** Writes what no engine wrote. */
  void append(Bytes record) {
    journal.add(new Entry(record, 0));
  }

  /** Loses the ledger and keeps the journal. */
  void forgetLedger() {
    lastExecuted = 0;
    executed.clear();
    checkpoint = Optional.empty();
  }

  List<Bytes> journal() {
    return journal.stream().map(Entry::payload).toList();
  }

  LedgerPosition position() {
    given.clear();
    return new LedgerPosition(
        lastExecuted,
        executed.entrySet().stream().map(e -> window(e.getKey(), e.getValue())).toList(),
        checkpoint,
        certified);
  }

  Effect.Publish published() {
    return published.orElseThrow();
  }

  private void cut(Effect.CheckpointStable stable) {
    stable.keep().forEach(record -> journal.add(new Entry(record, 0)));
    int kept = stable.keep().size();
    while (journal.size() > kept && journal.getFirst().sequence <= stable.sequence()) {
      journal.removeFirst();
    }
  }

  private static BundleWindow window(PublicKey gateway, SortedSet<Long> numbers) {
    long highest = numbers.last();
    return new BundleWindow(
        gateway,
        highest,
        numbers.tailSet(highest - BundleWindow.SPAN + 1).stream()
            .map(number -> new BundleWindow.Entry(number, 1, 0, Digest.ZERO))
            .toList());
  }
}
