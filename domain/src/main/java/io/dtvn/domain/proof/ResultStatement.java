package io.dtvn.domain.proof;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;

/**
 * What a validator signs after executing a batch: the root over its outcomes. f+1 equal ones of
 * distinct members prove every outcome of the batch.
 *
 * @param epoch e
 * @param sequence s
 * @param resultsRoot RFC 6962 root over one leaf per operation
 * @param validator index i of the signer in the set of e
 */
public record ResultStatement(long epoch, long sequence, Digest resultsRoot, int validator) {

  private static final int PAYLOAD_BYTES = 8 + 8 + Digest.BYTES + 1;

  /** The bytes under the signature. */
  public Bytes signatureInput(Digest genesisHash) {
    return SignatureInput.start(SignedType.RESULT, genesisHash, PAYLOAD_BYTES)
        .u64(epoch)
        .u64(sequence)
        .digest(resultsRoot)
        .u8(validator)
        .bytes();
  }
}
