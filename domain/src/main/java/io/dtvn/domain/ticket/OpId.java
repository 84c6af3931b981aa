package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * What makes a retry recognise itself: 32 bytes that a caller keeps for one intention and sends
 * again with it. Shown as 64 lower-case hexadecimal digits.
 */
public record OpId(Digest value) implements Comparable<OpId> {

  private static final byte[] DOMAIN = "dtvn-op-v1".getBytes(StandardCharsets.US_ASCII);

  /** The id of the caller's idempotency key: SHA-256 of {@code "dtvn-op-v1"} and the key. */
  public static OpId ofKey(String idempotencyKey) {
    return hashOf(Utf8.encode(idempotencyKey));
  }

  /** The id of an operation without a key: SHA-256 of {@code "dtvn-op-v1"} and 32 random bytes. */
  public static OpId ofRandom(Bytes random) {
    if (random.length() != Digest.BYTES) {
      throw new IllegalArgumentException("random: want 32 bytes, found " + random.length());
    }
    return hashOf(random.toBytes());
  }

  /** Reads 64 lower-case hexadecimal digits. */
  public static OpId parse(String hex) {
    return new OpId(Digest.parse(hex));
  }

  private static OpId hashOf(byte[] key) {
    CanonicalWriter out = new CanonicalWriter(DOMAIN.length + key.length);
    return new OpId(out.raw(DOMAIN, 0, DOMAIN.length).raw(key, 0, key.length).sha256());
  }

  @Override
  public int compareTo(OpId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.hex();
  }
}
