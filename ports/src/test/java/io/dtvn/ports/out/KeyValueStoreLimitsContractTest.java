package io.dtvn.ports.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link KeyValueStore} refuses, and how it ends. */
public abstract class KeyValueStoreLimitsContractTest extends StoreFixture {

  private static final Bucket UNKNOWN = new Bucket("unknown");

  @Test
  void keys_and_values_over_the_limits_are_refused_and_their_batch_with_them() {
    Bytes longest = Bytes.owning(new byte[KeyValueStore.KEY_BYTES_MAX]);
    Bytes tooLong = Bytes.owning(new byte[KeyValueStore.KEY_BYTES_MAX + 1]);
    Bytes tooLarge = Bytes.owning(new byte[KeyValueStore.VALUE_BYTES_MAX + 1]);
    refuses(batch().put(TICKETS, tooLong, bytes("1")));
    refuses(batch().put(TICKETS, Bytes.EMPTY, bytes("1")));
    refuses(batch().put(TICKETS, bytes("a"), tooLarge));
    refuses(batch().delete(TICKETS, tooLong));
    refuses(batch().delete(TICKETS, Bytes.EMPTY));
    assertThatThrownBy(() -> store.read(TICKETS, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.read(TICKETS, tooLong))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(all(store)).isEmpty();
    write(batch().put(TICKETS, longest, bytes("1")));
    assertThat(store.read(TICKETS, longest)).contains(bytes("1"));
  }

  @Test
  void an_unknown_bucket_is_refused_and_the_known_ones_are_named() {
    refuses(batch().put(UNKNOWN, bytes("a"), bytes("1")));
    refuses(batch().delete(UNKNOWN, bytes("a")));
    refuses(batch().deleteRange(UNKNOWN, bytes("a"), bytes("b")));
    assertThatThrownBy(() -> store.read(UNKNOWN, bytes("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bucket 'unknown': want one of [journal, tickets]");
    assertThatThrownBy(() -> store.scan(UNKNOWN, bytes("a"), bytes("b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.scanBackward(UNKNOWN, bytes("a"), bytes("b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(all(store)).isEmpty();
  }

  @Test
  void statistics_count_what_was_done() {
    put("a", "1");
    long before = store.statistics().values().getOrDefault("write", -1L);
    put("b", "1");
    assertThat(store.statistics().values()).containsEntry("write", before + 1);
    assertThat(before).isNotNegative();
    assertThat(store.statistics().values()).containsEntry("open_tx_count", 0L);
    try (KeyValueStore.Snapshot _ = store.snapshot()) {
      assertThat(store.statistics().values()).containsEntry("open_tx_count", 1L);
    }
    assertThat(store.statistics().values()).containsEntry("open_tx_count", 0L);
  }

  @Test
  void closing_twice_is_harmless_and_nothing_works_afterwards() {
    put("a", "1");
    KeyValueStore.Snapshot snapshot = store.snapshot();
    Scan scan = store.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY);
    Scan ofSnapshot = snapshot.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY);
    store.close();
    store.close();
    refusesNow(() -> put("b", "1"));
    refusesNow(() -> store.read(TICKETS, bytes("a")));
    refusesNow(() -> store.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY));
    refusesNow(() -> store.scanBackward(TICKETS, Bytes.EMPTY, Bytes.EMPTY));
    refusesNow(store::snapshot);
    refusesNow(() -> store.compact(Progress.NONE));
    refusesNow(() -> store.check(Progress.NONE));
    refusesNow(store::statistics);
    refusesNow(() -> snapshot.read(TICKETS, bytes("a")));
    refusesNow(() -> snapshot.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY));
    refusesNow(() -> scan.hasNext());
    refusesNow(() -> scan.next());
    refusesNow(() -> ofSnapshot.next());
    ofSnapshot.close();
    scan.close();
    snapshot.close();
  }

  @Test
  void a_closed_scan_and_a_closed_snapshot_are_not_read() {
    put("a", "1");
    Scan scan = store.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY);
    scan.close();
    scan.close();
    refusesNow(() -> scan.hasNext());
    KeyValueStore.Snapshot snapshot = store.snapshot();
    Scan ofSnapshot = snapshot.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY);
    snapshot.close();
    snapshot.close();
    refusesNow(() -> snapshot.read(TICKETS, bytes("a")));
    refusesNow(() -> ofSnapshot.hasNext());
    ofSnapshot.close();
    assertThat(read(store, "a")).isEqualTo("1");
  }

  private void refuses(WriteBatch rest) {
    WriteBatch batch = batch().put(TICKETS, bytes("before"), bytes("1"));
    for (WriteBatch.Change change : rest.changes()) {
      switch (change) {
        case WriteBatch.Change.Put put -> batch.put(put.bucket(), put.key(), put.value());
        case WriteBatch.Change.Delete delete -> batch.delete(delete.bucket(), delete.key());
        case WriteBatch.Change.DeleteRange range ->
            batch.deleteRange(range.bucket(), range.from(), range.to());
      }
    }
    assertThatThrownBy(() -> write(batch)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void refusesNow(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(": closed");
  }
}
