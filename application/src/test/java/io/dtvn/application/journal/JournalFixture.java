package io.dtvn.application.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dtvn.application.fixture.FaultyStore;
import io.dtvn.application.fixture.Stores;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.WriteBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** A journal on the heap with its note in a folder, and words to write, damage and read it. */
abstract class JournalFixture {

  static final JournalOwner NODE0 =
      new JournalOwner(Digest.of(new byte[] {1}), new ValidatorId("node0"), 0, 42);

  final FaultyStore store = new FaultyStore(Stores.onHeap());

  @TempDir Path folder;

  final Path note() {
    return folder.resolve("newest-lsn");
  }

  final JournalOpening firstStart() {
    return Journal.open(config(true, true));
  }

  /** Opens as the only validator. */
  final JournalOpening alone() {
    return Journal.open(config(false, true));
  }

  /** Opens as one of several validators. */
  final JournalOpening amongOthers() {
    return Journal.open(config(false, false));
  }

  final JournalConfig config(boolean mayBeBorn, boolean alone) {
    return new JournalConfig(store, Optional.of(note()), NODE0, mayBeBorn, alone);
  }

  /** A journal with a birth record (LSN 1) and these (from LSN 2), each synced, for slots 1, 2. */
  final void written(String... payloads) {
    Journal journal = firstStart().journal();
    long sequence = 1;
    for (String payload : payloads) {
      journal.append(bytes(payload), sequence++);
      journal.sync();
    }
    journal.close();
  }

  final void damage(long lsn) {
    byte[] value = value(lsn).toBytes();
    value[value.length / 2] ^= 1;
    replace(lsn, Bytes.owning(value));
  }

  final Bytes value(long lsn) {
    return store.read(Journal.BUCKET, JournalKeys.of(lsn)).orElseThrow();
  }

  final void replace(long lsn, Bytes value) {
    write(new WriteBatch().put(Journal.BUCKET, JournalKeys.of(lsn), value));
  }

  final void remove(long lsn) {
    write(new WriteBatch().delete(Journal.BUCKET, JournalKeys.of(lsn)));
  }

  final void write(WriteBatch batch) {
    store.write(batch, Durability.BUFFERED);
  }

  /** Takes the note back, as if the newest writes to it had not come to the medium. */
  final void noteSays(long lsn) {
    try (NewestLsn note = NewestLsn.open(note())) {
      note.read();
      note.write(lsn);
      note.write(lsn);
    }
  }

  /** The LSNs that are stored. */
  final List<Long> stored() {
    List<Long> lsns = new ArrayList<>();
    try (Scan scan = store.scan(Journal.BUCKET, Bytes.EMPTY, Bytes.EMPTY)) {
      while (scan.hasNext()) {
        JournalKeys.lsnOf(scan.next().key()).ifPresent(lsns::add);
      }
    }
    return lsns;
  }

  static Bytes bytes(String text) {
    return Bytes.owning(text.getBytes(UTF_8));
  }

  static List<String> texts(JournalOpening opening) {
    return opening.payloads().stream().map(bytes -> new String(bytes.toBytes(), UTF_8)).toList();
  }
}
