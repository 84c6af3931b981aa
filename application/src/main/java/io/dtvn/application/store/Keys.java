package io.dtvn.application.store;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.domain.ticket.TicketId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Puts the keys of the {@link Buckets} together. Numbers are big-endian and ids are UTF-8, so that
 * the order of the bytes is the order of the values. An id holds no control character, so a zero
 * byte ends it.
 */
public final class Keys {

  /** The ledger's head, in {@link Buckets#METADATA}. */
  public static final Bytes HEAD = name("ledger_head");

  /** Sequence number and root of the newest checkpoint taken here. */
  public static final Bytes CHECKPOINT_TAKEN = name("checkpoint_taken");

  /** The highest sequence number up to which f+1 equal results are held. */
  public static final Bytes CERTIFIED = name("results_certified");

  /** How many tickets are in each state. */
  public static final Bytes TICKET_COUNTS = name("ticket_counts");

  private static final int END_OF_ID = 0;

  private Keys() {}

  /** In {@link Buckets#TICKETS}. */
  public static Bytes ticket(TicketId id) {
    return Bytes.owning(Utf8.encode(id.value()));
  }

  /** In front of every key in {@link Buckets#TICKETS} that stands behind {@code id}. */
  public static Bytes behindTicket(TicketId id) {
    return ended(id, 0).bytes();
  }

  /** In {@link Buckets#HISTORY}. */
  public static Bytes history(TicketId id, long number) {
    return ended(id, Long.BYTES).putLong(number).bytes();
  }

  /** In front of every key in {@link Buckets#HISTORY} that belongs to a ticket behind this one. */
  public static Bytes behindHistory(TicketId id) {
    return history(id, -1L);
  }

  /** In {@link Buckets#HOLDS}. */
  public static Bytes hold(long until, TicketId id) {
    byte[] utf8 = Utf8.encode(id.value());
    return Bytes.owning(
        ByteBuffer.allocate(Long.BYTES + utf8.length).putLong(until).put(utf8).array());
  }

  /** The limit in a key of {@link Buckets#HOLDS}. */
  public static long holdUntil(Bytes key) {
    return ByteBuffer.wrap(key.unsafeArray()).getLong();
  }

  /** The ticket in a key of {@link Buckets#HOLDS}. */
  public static TicketId holdTicket(Bytes key) {
    return new TicketId(Utf8.decode(key.unsafeArray(), Long.BYTES, key.length() - Long.BYTES));
  }

  /** In {@link Buckets#BUNDLES}. */
  public static Bytes gateway(PublicKey key) {
    return Bytes.owning(key.toBytes());
  }

  /** In {@link Buckets#OPERATION_SLOTS} and {@link Buckets#CHECKPOINTS}. */
  public static Bytes sequence(long sequence) {
    return Bytes.owning(ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
  }

  /** The sequence number that a key begins with. */
  public static long sequence(Bytes key) {
    return ByteBuffer.wrap(key.unsafeArray()).getLong();
  }

  /** In {@link Buckets#LEAVES}. */
  public static Bytes leaf(Digest key) {
    return Bytes.owning(key.toBytes());
  }

  /** In {@link Buckets#LEAF_CHANGES}. */
  public static Bytes leafChange(long sequence, Digest key) {
    ByteBuffer out = ByteBuffer.allocate(Long.BYTES + Digest.BYTES).putLong(sequence);
    key.putInto(out);
    return Bytes.owning(out.array());
  }

  /** The tree's key in a key of {@link Buckets#LEAF_CHANGES}. */
  public static Digest changedLeaf(Bytes key) {
    return Digest.fromBytes(key.unsafeArray(), Long.BYTES);
  }

  /** In {@link Buckets#ARCHIVE}. */
  public static Bytes archive(long sequence, int part) {
    return Bytes.owning(
        ByteBuffer.allocate(Long.BYTES + 1).putLong(sequence).put((byte) part).array());
  }

  /** The part in a key of {@link Buckets#ARCHIVE}. */
  public static int archivePart(Bytes key) {
    return key.unsafeArray()[Long.BYTES] & 0xFF;
  }

  /** In {@link Buckets#DATA}. */
  public static Bytes data(TicketId id, Digest commitment) {
    return ended(id, Digest.BYTES).putDigest(commitment).bytes();
  }

  private static Bytes name(String name) {
    return Bytes.owning(name.getBytes(StandardCharsets.US_ASCII));
  }

  private static Key ended(TicketId id, int more) {
    byte[] utf8 = Utf8.encode(id.value());
    ByteBuffer out = ByteBuffer.allocate(utf8.length + 1 + more).put(utf8);
    return new Key(out.put((byte) END_OF_ID));
  }

  /** A key that is being put together. */
  private record Key(ByteBuffer out) {

    Key putLong(long value) {
      out.putLong(value);
      return this;
    }

    Key putDigest(Digest value) {
      value.putInto(out);
      return this;
    }

    Bytes bytes() {
      byte[] key = new byte[out.position()];
      out.get(0, key);
      return Bytes.owning(key);
    }
  }
}
