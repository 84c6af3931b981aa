package io.dtvn.adapters.libp2p.noise;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** A key pair of X25519 (RFC 7748), with the public half in its 32 bytes, little end first. */
final class X25519Pair {

  static final int BYTES = 32;

  private static final String ALGORITHM = "X25519";

  private final PrivateKey secret;
  private final byte[] open;

  private X25519Pair(PrivateKey secret, byte[] open) {
    this.secret = secret;
    this.open = open;
  }

  static X25519Pair random() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new X25519Pair(
          pair.getPrivate(), littleEndian(((XECPublicKey) pair.getPublic()).getU()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has X25519", e);
    }
  }

  /** The pair of a private key that is known, for test vectors. */
  static X25519Pair of(byte[] secret) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret));
      byte[] basePoint = new byte[BYTES];
      basePoint[0] = 9;
      X25519Pair pair = new X25519Pair(key, basePoint);
      return new X25519Pair(key, pair.agree(basePoint));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("X25519: want 32 bytes", e);
    }
  }

  byte[] publicBytes() {
    return open.clone();
  }

  /**
   * The shared secret with the owner of {@code theirs}.
   *
   * @throws NoiseException if it would be the same for every key of ours (RFC 7748 §6.1)
   */
  byte[] agree(byte[] theirs) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance(ALGORITHM);
      agreement.init(secret);
      agreement.doPhase(
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(
                  new XECPublicKeySpec(NamedParameterSpec.X25519, bigEndianNumber(theirs))),
          true);
      return agreement.generateSecret();
    } catch (InvalidKeyException e) {
      throw new NoiseException("noise: want a public key of large order", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has X25519", e);
    }
  }

  private static BigInteger bigEndianNumber(byte[] littleEndian) {
    byte[] reversed = reversed(littleEndian);
    reversed[0] &= 0x7f; // RFC 7748 §5: the top bit is not part of the number
    return new BigInteger(1, reversed);
  }

  private static byte[] littleEndian(BigInteger number) {
    return Arrays.copyOf(reversed(number.toByteArray()), BYTES);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
