package io.dtvn.adapters.storage.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.storage.files.ClosedStore;
import io.dtvn.adapters.storage.files.Records;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.WriteBatch;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys as history has them: ids of many lengths, some in front of others, a zero byte, a number. A
 * filter that took the wrong bytes for their prefix would lose entries here.
 */
class RandomScansTest {

  private static final long SEED = 20261201;
  private static final int ROUNDS = 6;
  private static final int SCANS = 100;

  private final Random random = new Random(SEED);
  private final TreeMap<Bytes, Bytes> model = new TreeMap<>();

  @Test
  void every_scan_finds_what_was_written_in_memory_in_tables_and_after_opening_again(
      @TempDir Path directory) {
    for (int round = 0; round < ROUNDS; round++) {
      try (KeyValueStore store = new ClosedStore("rocksdb", directory).open()) {
        scanAtRandom(store);
        write(store);
        scanAtRandom(store);
        if (round % 2 == 0) {
          store.compact(Progress.NONE);
          scanAtRandom(store);
        }
      }
    }
    assertThat(model).hasSizeGreaterThan(1_000);
  }

  private void write(KeyValueStore store) {
    WriteBatch batch = new WriteBatch();
    for (int i = 0; i < 500; i++) {
      Bytes key = key();
      Bytes value = Bytes.owning(new byte[random.nextInt(40)]);
      batch.put(Records.TICKETS, key, value);
      model.put(key, value);
    }
    Bytes from = key();
    Bytes to = behind(from);
    batch.deleteRange(Records.TICKETS, from, to);
    model.subMap(from, to).clear();
    store.write(batch, Durability.BUFFERED);
  }

  private void scanAtRandom(KeyValueStore store) {
    assertThat(keys(store.scan(Records.TICKETS, Bytes.EMPTY, Bytes.EMPTY)))
        .isEqualTo(List.copyOf(model.keySet()));
    for (int i = 0; i < SCANS; i++) {
      Bytes from = key();
      Bytes to = random.nextBoolean() ? behind(from) : key();
      List<Bytes> wanted =
          from.compareTo(to) < 0 ? new ArrayList<>(model.subMap(from, to).keySet()) : List.of();
      assertThat(keys(store.scan(Records.TICKETS, from, to))).isEqualTo(wanted);
      List<Bytes> backward = new ArrayList<>(wanted);
      Collections.reverse(backward);
      assertThat(keys(store.scanBackward(Records.TICKETS, from, to))).isEqualTo(backward);
      assertThat(store.read(Records.TICKETS, from).isPresent()).isEqualTo(model.containsKey(from));
    }
  }

  /** Of a ticket that many keys share. */
  private Bytes key() {
    byte[] id =
        "T".repeat(1 + random.nextInt(12)).concat("" + random.nextInt(30)).getBytes(US_ASCII);
    ByteBuffer key = ByteBuffer.allocate(id.length + 1 + Long.BYTES).put(id).put((byte) 0);
    return Bytes.owning(key.putLong(random.nextInt(8)).array());
  }

  /** Behind all keys of the same ticket. */
  private static Bytes behind(Bytes key) {
    byte[] end = key.toBytes();
    ByteBuffer.wrap(end).putLong(end.length - Long.BYTES, -1);
    return Bytes.owning(end);
  }

  private static List<Bytes> keys(Scan entries) {
    List<Bytes> keys = new ArrayList<>();
    try (entries) {
      entries.forEachRemaining(entry -> keys.add(entry.key()));
    }
    return keys;
  }
}
