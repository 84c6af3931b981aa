package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.membership.ValidatorSet;

/**
 * A signed vote that binds a digest to a sequence number in a view. A correct replica signs one
 * digest for one (e, v, s) and phase, over all its lives.
 */
public sealed interface Vote extends PbftMessage permits PrePrepare, Prepare, Commit {

  /** What is voted for. */
  Binding binding();

  /** By the member that {@link #voter} names. */
  Signature signature();

  /** Index of the member that signed it, in {@code members}. */
  int voter(ValidatorSet members);

  /** The bytes under the signature. */
  Bytes signatureInput(Digest genesisHash);

  /** e. */
  default long epoch() {
    return binding().epoch();
  }

  /** v. */
  default long view() {
    return binding().view();
  }

  /** s. */
  default long sequence() {
    return binding().sequence();
  }

  /** d. */
  default Digest digest() {
    return binding().digest();
  }
}
