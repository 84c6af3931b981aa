package io.dtvn.ports.crypto;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;

/** A private Ed25519 key that signs. Pure and thread-safe; the key never leaves it. */
public interface Signer {

  /** The public half. */
  PublicKey publicKey();

  /** The signature over {@code message} (RFC 8032 §5.1.6), the same at each call. */
  Signature sign(Bytes message);
}
