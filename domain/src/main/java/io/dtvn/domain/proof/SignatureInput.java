package io.dtvn.domain.proof;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.Genesis;
import java.nio.charset.StandardCharsets;

/**
 * The bytes under every signature: {@code "TVN1" | type u8 | genesis hash 32 | group u16 |
 * payload}. So a PREPARE never verifies as a COMMIT, nor on another network, nor in another group
 * of the same members.
 */
public final class SignatureInput {

  private static final byte[] MAGIC = "TVN1".getBytes(StandardCharsets.US_ASCII);

  /** Bytes in front of the payload. */
  public static final int PREFIX_BYTES = 4 + 1 + Digest.BYTES + 2;

  private SignatureInput() {}

  /** Starts the input of one signature; the caller appends the payload and takes the bytes. */
  public static CanonicalWriter start(SignedType type, Digest genesisHash, int payloadBytes) {
    return new CanonicalWriter(PREFIX_BYTES + payloadBytes)
        .raw(MAGIC, 0, MAGIC.length)
        .u8(type.code())
        .digest(genesisHash)
        .u16(Genesis.GROUP);
  }

  /** The whole input of a signature over {@code payload}. */
  public static Bytes of(SignedType type, Digest genesisHash, Bytes payload) {
    return start(type, genesisHash, payload.length()).raw(payload).bytes();
  }
}
