package io.dtvn.ports.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.KeyValueStore.Durability;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link KeyValueStore} reads and writes. */
public abstract class KeyValueStoreContractTest extends StoreFixture {

  @Test
  void a_new_store_is_empty() {
    assertThat(all(store)).isEmpty();
    assertThat(store.read(JOURNAL, bytes("a"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void what_was_written_is_read(Durability durability) {
    store.write(batch().put(TICKETS, bytes("a"), bytes("1")), durability);
    assertThat(read(store, "a")).isEqualTo("1");
    assertThat(read(store, "b")).isEqualTo("-");
  }

  @Test
  void the_last_value_wins_from_batch_to_batch_and_inside_one() {
    put("a", "1");
    put("a", "2");
    assertThat(read(store, "a")).isEqualTo("2");
    write(
        batch()
            .put(TICKETS, bytes("a"), bytes("3"))
            .delete(TICKETS, bytes("a"))
            .put(TICKETS, bytes("a"), bytes("4"))
            .put(TICKETS, bytes("b"), bytes("5"))
            .delete(TICKETS, bytes("b")));
    assertThat(all(store)).containsExactly("a=4");
  }

  @Test
  void deleting_what_is_absent_is_no_error() {
    write(batch().delete(TICKETS, bytes("a")));
    assertThat(all(store)).isEmpty();
  }

  @Test
  void buckets_do_not_see_one_another() {
    write(
        batch()
            .put(TICKETS, bytes("a"), bytes("ticket"))
            .put(JOURNAL, bytes("a"), bytes("record"))
            .put(JOURNAL, bytes("b"), bytes("record")));
    write(batch().delete(JOURNAL, bytes("a")));
    assertThat(all(store)).containsExactly("a=ticket");
    assertThat(entries(store.scan(JOURNAL, Bytes.EMPTY, Bytes.EMPTY))).containsExactly("b=record");
  }

  @Test
  void keys_are_in_the_order_of_unsigned_bytes_a_prefix_first() {
    List<String> ordered =
        List.of("\u0000", "\u0000\u0000", "a", "a\u0000", "aa", "b", "\u00ff", "\u00ff\u0001");
    for (String key : ordered.reversed()) {
      put(key, "");
    }
    List<String> expected = ordered.stream().map(key -> key + "=").toList();
    assertThat(all(store)).isEqualTo(expected);
    assertThat(entries(store.scanBackward(TICKETS, Bytes.EMPTY, Bytes.EMPTY)))
        .isEqualTo(expected.reversed());
  }

  @Test
  void a_scan_takes_its_first_bound_in_and_leaves_its_second_out() {
    for (String key : List.of("a", "b", "c", "d")) {
      put(key, "");
    }
    assertThat(forward("b", "d")).containsExactly("b=", "c=");
    assertThat(forward("b", "")).containsExactly("b=", "c=", "d=");
    assertThat(forward("", "b")).containsExactly("a=");
    assertThat(forward("aa", "cc")).containsExactly("b=", "c=");
    assertThat(forward("c", "c")).isEmpty();
    assertThat(forward("d", "a")).isEmpty();
    assertThat(forward("e", "")).isEmpty();
    assertThat(backward("b", "d")).containsExactly("c=", "b=");
    assertThat(backward("b", "")).containsExactly("d=", "c=", "b=");
    assertThat(backward("", "b")).containsExactly("a=");
    assertThat(backward("aa", "cc")).containsExactly("c=", "b=");
    assertThat(backward("c", "c")).isEmpty();
    assertThat(backward("d", "a")).isEmpty();
  }

  @Test
  void a_scan_past_its_end_has_no_element() {
    put("a", "1");
    try (Scan scan = store.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY)) {
      assertThat(scan.next().value()).isEqualTo(bytes("1"));
      assertThat(scan.hasNext()).isFalse();
      assertThatThrownBy(scan::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void a_deleted_range_takes_its_first_bound_in_and_leaves_its_second_out() {
    WriteBatch entries = batch();
    for (String key : List.of("a", "b", "c", "d", "e")) {
      entries.put(TICKETS, bytes(key), bytes("")).put(JOURNAL, bytes(key), bytes(""));
    }
    write(entries);
    write(batch().deleteRange(TICKETS, bytes("b"), bytes("d")));
    assertThat(all(store)).containsExactly("a=", "d=", "e=");
    write(batch().deleteRange(TICKETS, bytes("e"), bytes("a")));
    assertThat(all(store)).containsExactly("a=", "d=", "e=");
    write(batch().deleteRange(TICKETS, bytes("d"), Bytes.EMPTY));
    assertThat(all(store)).containsExactly("a=");
    assertThat(entries(store.scan(JOURNAL, Bytes.EMPTY, Bytes.EMPTY))).hasSize(5);
  }

  @Test
  void a_deleted_range_to_the_end_takes_the_largest_key() {
    String largest = "\u00ff".repeat(KeyValueStore.KEY_BYTES_MAX);
    put(largest, "1");
    assertThat(read(store, largest)).isEqualTo("1");
    write(batch().deleteRange(TICKETS, Bytes.EMPTY, Bytes.EMPTY));
    assertThat(read(store, largest)).isEqualTo("-");
  }

  @Test
  void what_a_batch_sets_after_deleting_its_range_stays() {
    put("a", "1");
    put("b", "1");
    write(
        batch()
            .put(TICKETS, bytes("c"), bytes("2"))
            .deleteRange(TICKETS, bytes("a"), bytes("z"))
            .put(TICKETS, bytes("b"), bytes("2")));
    assertThat(all(store)).containsExactly("b=2");
  }

  @Test
  void an_empty_batch_changes_nothing() {
    put("a", "1");
    write(batch());
    store.write(batch(), Durability.BUFFERED);
    assertThat(all(store)).containsExactly("a=1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 20, KeyValueStore.VALUE_BYTES_MAX})
  void values_of_every_size_come_back(int size) {
    byte[] content = new byte[size];
    new SplittableRandom(size).nextBytes(content);
    Bytes value = Bytes.owning(content);
    write(batch().put(TICKETS, bytes("a"), value));
    assertThat(store.read(TICKETS, bytes("a"))).contains(value);
    try (Scan scan = store.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY)) {
      assertThat(scan.next().value()).isEqualTo(value);
    }
  }

  @Test
  void random_batches_read_like_a_sorted_map() {
    SplittableRandom random = new SplittableRandom(20261124);
    NavigableMap<Bytes, Bytes> expected = new TreeMap<>();
    for (int round = 0; round < 300; round++) {
      WriteBatch batch = batch();
      for (int i = random.nextInt(8); i >= 0; i--) {
        change(random, batch, expected);
      }
      store.write(batch, round % 10 == 0 ? Durability.SYNCED : Durability.BUFFERED);
      if (round == 150) {
        store.compact(Progress.NONE);
      }
      Bytes low = key(random);
      Bytes high = key(random);
      NavigableMap<Bytes, Bytes> inside =
          low.compareTo(high) < 0 ? expected.subMap(low, true, high, false) : new TreeMap<>();
      assertThat(entries(store.scan(TICKETS, low, high))).isEqualTo(entries(inside));
      assertThat(entries(store.scanBackward(TICKETS, low, high)))
          .isEqualTo(entries(inside.descendingMap()));
      assertThat(all(store)).isEqualTo(entries(expected));
    }
  }

  @Test
  void large_values_stand_beside_empty_ones() {
    byte[] content = new byte[3 << 20];
    new SplittableRandom(7).nextBytes(content);
    Bytes large = Bytes.owning(content);
    for (int round = 0; round < 3; round++) {
      WriteBatch batch = batch();
      for (int i = 0; i < 8; i++) {
        batch.put(TICKETS, numbered(i), i % 2 == round % 2 ? large : Bytes.EMPTY);
      }
      write(batch);
      try (Scan scan = store.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY)) {
        for (int i = 0; i < 8; i++) {
          Bytes expected = i % 2 == round % 2 ? large : Bytes.EMPTY;
          assertThat(scan.next()).isEqualTo(new Scan.Entry(numbered(i), expected));
          assertThat(store.read(TICKETS, numbered(i))).contains(expected);
        }
        assertThat(scan.hasNext()).isFalse();
      }
    }
  }

  @Test
  void a_million_keys_are_all_there() {
    int count = 1_000_000;
    writeInTurns(count, 100);
    int seen = 0;
    try (Scan scan = store.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY)) {
      for (; scan.hasNext(); seen++) {
        if (!scan.next().equals(new Scan.Entry(numbered(seen), numbered(-seen)))) {
          throw new AssertionError("entry " + seen);
        }
      }
    }
    assertThat(seen).isEqualTo(count);
    for (int i = 0; i < count; i += 997) {
      assertThat(store.read(TICKETS, numbered(i))).contains(numbered(-i));
    }
    write(batch().deleteRange(TICKETS, numbered(10), numbered(count - 10)));
    store.compact(Progress.NONE);
    assertThat(all(store)).hasSize(20);
  }

  /** Writes 0 to {@code count} - 1 at {@code places} of the order in turn. */
  private void writeInTurns(int count, int places) {
    WriteBatch batch = batch();
    for (int i = 0; i < count; i++) {
      int number = i % places * (count / places) + i / places;
      batch.put(TICKETS, numbered(number), numbered(-number));
      if (batch.changes().size() == 1_000) {
        store.write(batch, Durability.BUFFERED);
        batch = batch();
      }
    }
  }

  private List<String> forward(String from, String to) {
    return entries(store.scan(TICKETS, bytes(from), bytes(to)));
  }

  private List<String> backward(String from, String to) {
    return entries(store.scanBackward(TICKETS, bytes(from), bytes(to)));
  }

  private static void change(
      SplittableRandom random, WriteBatch batch, NavigableMap<Bytes, Bytes> expected) {
    Bytes key = key(random);
    switch (random.nextInt(8)) {
      case 0 -> {
        Bytes to = key(random);
        batch.deleteRange(TICKETS, key, to);
        if (key.compareTo(to) < 0) {
          expected.subMap(key, true, to, false).clear();
        }
      }
      case 1, 2 -> {
        batch.delete(TICKETS, key);
        expected.remove(key);
      }
      default -> {
        Bytes value = bytes("v" + random.nextInt(1000));
        batch.put(TICKETS, key, value);
        expected.put(key, value);
      }
    }
  }

  /** One or two bytes of few values, so that keys often meet. */
  private static Bytes key(SplittableRandom random) {
    byte[] key = new byte[1 + random.nextInt(2)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.nextInt(8) * 36); // also above 0x7f
    }
    return Bytes.owning(key);
  }

  private static List<String> entries(NavigableMap<Bytes, Bytes> map) {
    return map.entrySet().stream()
        .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
        .toList();
  }

  private static Bytes numbered(int number) {
    return Bytes.owning(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }
}
