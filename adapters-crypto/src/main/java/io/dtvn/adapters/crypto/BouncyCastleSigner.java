package io.dtvn.adapters.crypto;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.ports.crypto.Signer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Holds the seed and the public half, which is computed once: it doubles the cost of signing. */
final class BouncyCastleSigner implements Signer {

  private final byte[] seed;
  private final byte[] encodedKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
  private final PublicKey publicKey;

  BouncyCastleSigner(byte[] seed) {
    this.seed = seed;
    Ed25519.generatePublicKey(seed, 0, encodedKey, 0);
    publicKey = PublicKey.fromBytes(encodedKey, 0);
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public Signature sign(Bytes message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, encodedKey, 0, message.unsafeArray(), 0, message.length(), signature, 0);
    return Signature.fromBytes(signature, 0);
  }

  /** Never the seed. */
  @Override
  public String toString() {
    return "Signer[" + publicKey + "]";
  }
}
