package io.dtvn.adapters.libp2p.noise;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The hash and the chaining key of a handshake (Noise, revision 34, §5.2). Not thread-safe. */
final class SymmetricState {

  /** Exactly 32 bytes, so that it is its own hash. */
  private static final String NAME = "Noise_XX_25519_ChaChaPoly_SHA256";

  private static final byte[] ONE = {1};

  private byte[] chainingKey = NAME.getBytes(StandardCharsets.US_ASCII);
  private byte[] hash = chainingKey;
  private @Nullable CipherState cipher;

  void mixHash(byte[] data) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(hash);
      hash = digest.digest(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void mixKey(byte[] secret) {
    byte[][] pair = expand(secret);
    chainingKey = pair[0];
    cipher = new CipherState(pair[1]);
  }

  byte[] encryptAndHash(byte[] plain) {
    byte[] sealed = cipher == null ? plain : cipher.encrypt(hash, plain);
    mixHash(sealed);
    return sealed;
  }

  byte[] decryptAndHash(byte[] sealed) {
    byte[] plain = cipher == null ? sealed : cipher.decrypt(hash, sealed);
    mixHash(sealed);
    return plain;
  }

  /** The ciphers of the two directions, the initiator's first. */
  CipherState[] split() {
    byte[][] pair = expand(new byte[0]);
    return new CipherState[] {new CipherState(pair[0]), new CipherState(pair[1])};
  }

  byte[] handshakeHash() {
    return hash.clone();
  }

  private byte[][] expand(byte[] secret) {
    byte[] inner = hmac(chainingKey, secret);
    byte[] first = hmac(inner, ONE);
    byte[] more = Arrays.copyOf(first, first.length + 1);
    more[first.length] = 2;
    return new byte[][] {first, hmac(inner, more)};
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
