package io.dtvn.adapters.crypto;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;
import io.dtvn.ports.spi.CryptoProvider;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519 by BouncyCastle's plain functions: nothing is registered with the platform, so nothing
 * else in the process changes. Pure Java; runs everywhere.
 */
public final class BouncyCastleCryptoProvider implements CryptoProvider {

  /** Does nothing. */
  public BouncyCastleCryptoProvider() {}

  @Override
  public String name() {
    return "bouncycastle";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException unless the seed has 32 bytes
   */
  @Override
  public Signer signer(Bytes seed) {
    if (seed.length() != Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException(
          "seed: want %d bytes, found %d".formatted(Ed25519.SECRET_KEY_SIZE, seed.length()));
    }
    return new BouncyCastleSigner(seed.toBytes());
  }

  /** {@inheritDoc} Each has a memory of its own for the keys it has checked. */
  @Override
  public Verifier verifier() {
    return new BouncyCastleVerifier();
  }
}
