package io.dtvn.adapters.storage.files;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.WriteBatch;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What these tests write: record i is in both buckets under the key {@code i}, written in one
 * batch. Its ticket is of any length, its journal entry tells the length, so that a torn one shows.
 */
public final class Records {

  public static final Bucket TICKETS = new Bucket("tickets");
  public static final Bucket JOURNAL = new Bucket("journal");
  public static final List<Bucket> BUCKETS = List.of(TICKETS, JOURNAL);

  private Records() {}

  /** Writes record {@code number}, synced. */
  public static void write(KeyValueStore store, int number, int ticketBytes) {
    store.write(batch(number, ticketBytes), Durability.SYNCED);
  }

  /** Record {@code number} as one batch. */
  static WriteBatch batch(int number, int ticketBytes) {
    return new WriteBatch()
        .put(TICKETS, key(number), ticket(number, ticketBytes))
        .put(JOURNAL, key(number), entry(ticketBytes));
  }

  /** The number of records; asserts that they begin with 0, lack none and are whole. */
  public static int count(KeyValueStore store) {
    int count = 0;
    try (Scan tickets = store.scan(TICKETS, Bytes.EMPTY, Bytes.EMPTY);
        Scan journal = store.scan(JOURNAL, Bytes.EMPTY, Bytes.EMPTY)) {
      for (; tickets.hasNext(); count++) {
        Scan.Entry ticket = tickets.next();
        int length = ticket.value().length();
        assertThat(journal.hasNext()).as("record %d has a journal entry", count).isTrue();
        assertThat(journal.next()).isEqualTo(new Scan.Entry(key(count), entry(length)));
        assertThat(ticket.key()).isEqualTo(key(count));
        assertThat(ticket.value().equals(ticket(count, length))).as("ticket %d", count).isTrue();
      }
      assertThat(journal.hasNext()).as("more journal entries than %d", count).isFalse();
    }
    return count;
  }

  /** Whether all of its tickets have this length. */
  static boolean haveLength(KeyValueStore store, int ticketBytes) {
    boolean same = true;
    try (Scan journal = store.scan(JOURNAL, Bytes.EMPTY, Bytes.EMPTY)) {
      while (journal.hasNext()) {
        same &= journal.next().value().equals(entry(ticketBytes));
      }
    }
    return same;
  }

  private static Bytes key(int number) {
    return Bytes.owning("%06d".formatted(number).getBytes(US_ASCII));
  }

  /** Bytes that repeat late enough to show a page in another's place. */
  private static Bytes ticket(int number, int length) {
    byte[] content = new byte[length];
    int state = number + 1;
    for (int i = 0; i < length; i++) {
      state = state * 1_103_515_245 + 12_345;
      content[i] = (byte) (state >>> 16);
    }
    return Bytes.owning(content);
  }

  private static Bytes entry(int ticketBytes) {
    return Bytes.owning(ByteBuffer.allocate(Integer.BYTES).putInt(ticketBytes).array());
  }
}
