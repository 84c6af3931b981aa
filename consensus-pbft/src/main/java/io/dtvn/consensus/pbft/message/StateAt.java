package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.proof.SignatureInput;
import io.dtvn.domain.proof.SignedType;

/**
 * "After batch s the state has this root": what a CHECKPOINT says.
 *
 * @param epoch e
 * @param sequence s, a multiple of K
 * @param stateRoot root of the authenticated map
 */
public record StateAt(long epoch, long sequence, Digest stateRoot) {

  private static final int BYTES = 2 * Long.BYTES + Digest.BYTES + 1;

  /** The bytes that member {@code validator} signs: {@code e | s | stateRoot | i}. */
  public Bytes checkpointInput(Digest genesisHash, int validator) {
    return SignatureInput.start(SignedType.CHECKPOINT, genesisHash, BYTES)
        .u64(epoch)
        .u64(sequence)
        .digest(stateRoot)
        .u8(validator)
        .bytes();
  }
}
