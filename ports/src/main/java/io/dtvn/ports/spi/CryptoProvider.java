package io.dtvn.ports.spi;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;

/** Ed25519 by some library. */
public interface CryptoProvider extends Provider {

  /**
   * The signer whose key is derived from {@code seed} (RFC 8032 §5.1.5).
   *
   * @param seed 32 bytes
   */
  Signer signer(Bytes seed);

  /** The verifier; every provider's accepts exactly the same signatures. */
  Verifier verifier();
}
