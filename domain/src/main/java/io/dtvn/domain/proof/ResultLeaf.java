package io.dtvn.domain.proof;

import io.dtvn.domain.codec.CanonicalDigest;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.OutcomeCodec;

/**
 * The leaf of one operation in the tree of its batch's results. It binds the outcome to one place
 * in the order and to one operation, so that it proves nothing about any other.
 *
 * <p>Content: {@code group u16 | epoch u64 | sequence u64 | blockTime u64 | bundle u32 | operation
 * u32 | operationDigest 32 | outcome}; hashed as a leaf of {@link MerkleTree}.
 *
 * @param epoch e
 * @param sequence s of the batch
 * @param blockTime of the batch, in ms
 * @param bundle place of the bundle in the batch, from 0
 * @param operation place of the operation in its bundle, from 0
 * @param operationDigest SHA-256 over the operation, signature included
 * @param outcome what became of it
 */
public record ResultLeaf(
    long epoch,
    long sequence,
    long blockTime,
    int bundle,
    int operation,
    Digest operationDigest,
    Outcome outcome) {

  private static final int LEAF = 0x00;

  /** The leaf's hash, {@code H(0x00 | content)}. */
  public Digest hash() {
    return hash(new CanonicalDigest());
  }

  /** The leaf's hash, computed by {@code digest}. */
  public Digest hash(CanonicalDigest digest) {
    OutcomeCodec.write(
        outcome,
        digest
            .begin()
            .u8(LEAF)
            .u16(Genesis.GROUP)
            .u64(epoch)
            .u64(sequence)
            .u64(blockTime)
            .u32(bundle)
            .u32(operation)
            .digest(operationDigest));
    return digest.end();
  }
}
