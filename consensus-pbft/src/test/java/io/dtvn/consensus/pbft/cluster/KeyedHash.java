package io.dtvn.consensus.pbft.cluster;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Sha256;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;

/**
 * Signatures for simulations: a hash over key and message. Fast, deterministic, and unforgeable by
 * those who play by the rule that only a {@link Signer} makes one.
 */
public final class KeyedHash {

  private KeyedHash() {}

  /** The signer of the holder called {@code name}. */
  public static Signer signer(String name) {
    PublicKey key = new PublicKey(Digest.of(Utf8.encode("keyed-hash-" + name)));
    return new Signer() {
      @Override
      public PublicKey publicKey() {
        return key;
      }

      @Override
      public Signature sign(Bytes message) {
        return signature(key, message);
      }
    };
  }

  /** Accepts what {@link #signer} made. */
  public static Verifier verifier() {
    return (key, message, signature) -> signature(key, message).equals(signature);
  }

  private static Signature signature(PublicKey key, Bytes message) {
    Digest half =
        new Sha256()
            .update(key.bytes())
            .update(message.unsafeArray(), 0, message.length())
            .digest();
    return new Signature(half, key.bytes());
  }
}
