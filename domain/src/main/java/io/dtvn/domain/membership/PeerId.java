package io.dtvn.domain.membership;

import io.dtvn.domain.codec.PublicKey;
import java.math.BigInteger;

/**
 * The libp2p peer id of an Ed25519 key: the identity multihash of its protobuf form, in base58btc
 * ({@code 12D3KooW…}, 52 characters). Specification: libp2p/specs, peer-ids/peer-ids.md.
 *
 * @param text the base58btc text
 */
public record PeerId(String text) {

  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  /** Identity multihash of 36 bytes, then key type 1 (Ed25519) and 32 bytes of key. */
  private static final byte[] PREFIX = {0x00, 0x24, 0x08, 0x01, 0x12, 0x20};

  /** The peer id of {@code key}. */
  public static PeerId of(PublicKey key) {
    byte[] bytes = new byte[PREFIX.length + PublicKey.BYTES];
    System.arraycopy(PREFIX, 0, bytes, 0, PREFIX.length);
    System.arraycopy(key.toBytes(), 0, bytes, PREFIX.length, PublicKey.BYTES);
    return new PeerId(base58(bytes));
  }

  @Override
  public String toString() {
    return text;
  }

  private static String base58(byte[] bytes) {
    StringBuilder digits = new StringBuilder();
    BigInteger rest = new BigInteger(1, bytes);
    BigInteger base = BigInteger.valueOf(ALPHABET.length());
    while (rest.signum() > 0) {
      BigInteger[] parts = rest.divideAndRemainder(base);
      digits.append(ALPHABET.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      digits.append(ALPHABET.charAt(0));
    }
    return digits.reverse().toString();
  }
}
