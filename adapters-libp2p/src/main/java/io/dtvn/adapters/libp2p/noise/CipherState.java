package io.dtvn.adapters.libp2p.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One direction of ChaCha20-Poly1305 with its counter (Noise, revision 34, §5.1). Not thread-safe.
 */
final class CipherState {

  static final int TAG_BYTES = 16;

  private static final int NONCE_BYTES = 12;

  private final SecretKeySpec key;
  private final Cipher cipher;
  private final ByteBuffer nonce = ByteBuffer.allocate(NONCE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long counter;

  CipherState(byte[] key) {
    this.key = new SecretKeySpec(key, "ChaCha20");
    try {
      this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has ChaCha20-Poly1305", e);
    }
  }

  byte[] encrypt(byte[] associated, byte[] plain) {
    byte[] out = new byte[plain.length + TAG_BYTES];
    crypt(Cipher.ENCRYPT_MODE, associated, new Span(plain, 0, plain.length), new Span(out, 0, 0));
    return out;
  }

  byte[] decrypt(byte[] associated, byte[] sealed) {
    if (sealed.length < TAG_BYTES) {
      throw new NoiseException("noise: want a tag of 16 bytes, found " + sealed.length);
    }
    byte[] out = new byte[sealed.length - TAG_BYTES];
    crypt(Cipher.DECRYPT_MODE, associated, new Span(sealed, 0, sealed.length), new Span(out, 0, 0));
    return out;
  }

  /** Encrypts from one array into another without further data; says how many bytes it wrote. */
  int encrypt(Span from, Span to) {
    return crypt(Cipher.ENCRYPT_MODE, NOTHING, from, to);
  }

  /**
   * Decrypts from one array into another.
   *
   * @throws NoiseException if the tag is wrong
   */
  int decrypt(Span from, Span to) {
    return crypt(Cipher.DECRYPT_MODE, NOTHING, from, to);
  }

  private static final byte[] NOTHING = new byte[0];

  private int crypt(int mode, byte[] associated, Span from, Span to) {
    if (counter == -1L) {
      throw new IllegalStateException("noise: the counter of a key is used up");
    }
    nonce.putLong(Integer.BYTES, counter++);
    try {
      cipher.init(mode, key, new IvParameterSpec(nonce.array()));
      cipher.updateAAD(associated);
      return cipher.doFinal(from.array, from.offset, from.length, to.array, to.offset);
    } catch (AEADBadTagException e) {
      throw new NoiseException("noise: a message was changed on its way", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("noise: ChaCha20-Poly1305 refused its input", e);
    }
  }

  /** Where bytes stand; the length of a target is not looked at. */
  @SuppressWarnings("ArrayRecordComponent") // never compared: a place, not a value
  record Span(byte[] array, int offset, int length) {}
}
