package io.dtvn.ports.crypto;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;

/**
 * Checks Ed25519 signatures by one strict rule that all implementations share, because a signature
 * that only some accept would split the votes: the cofactored equation of RFC 8032 §5.1.7; S below
 * the group order; A and R in canonical encoding; A not of small order; never in batches. Pure and
 * thread-safe.
 */
public interface Verifier {

  /** Whether {@code signature} over {@code message} by {@code key} satisfies the rule. */
  boolean verify(PublicKey key, Bytes message, Signature signature);
}
