package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.proof.SignatureInput;
import io.dtvn.domain.proof.SignedType;

/**
 * "In epoch e and view v the batch with digest d stands at s": what PRE-PREPARE, PREPARE and COMMIT
 * say, each under its own {@link SignedType}.
 *
 * @param epoch e
 * @param view v, from 0 in each epoch
 * @param sequence s, from 1
 * @param digest d, of the batch
 */
public record Binding(long epoch, long view, long sequence, Digest digest) {

  private static final int BYTES = 3 * Long.BYTES + Digest.BYTES;

  /** The bytes that the primary signs: {@code e | v | s | d}. */
  public Bytes prePrepareInput(Digest genesisHash) {
    return start(SignedType.PRE_PREPARE, genesisHash).bytes();
  }

  /** The bytes that backup {@code validator} signs: {@code e | v | s | d | i}. */
  public Bytes prepareInput(Digest genesisHash, int validator) {
    return start(SignedType.PREPARE, genesisHash).u8(validator).bytes();
  }

  /** The bytes that member {@code validator} signs: {@code e | v | s | d | i}. */
  public Bytes commitInput(Digest genesisHash, int validator) {
    return start(SignedType.COMMIT, genesisHash).u8(validator).bytes();
  }

  private CanonicalWriter start(SignedType type, Digest genesisHash) {
    return SignatureInput.start(type, genesisHash, BYTES + 1)
        .u64(epoch)
        .u64(view)
        .u64(sequence)
        .digest(digest);
  }
}
