package io.dtvn.domain.codec;

import java.util.Arrays;

/**
 * An immutable string of bytes that compares by content. Its order is that of unsigned bytes, a
 * prefix before what it begins.
 */
public final class Bytes implements Comparable<Bytes> {

  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A value with a copy of {@code content}. */
  public static Bytes copyOf(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content.clone());
  }

  /**
   * A value around {@code content} itself. The caller hands the array over and never changes it
   * afterwards; it saves the copy where the array was just made.
   */
  public static Bytes owning(byte[] content) {
    return new Bytes(content);
  }

  /** Number of bytes. */
  public int length() {
    return content.length;
  }

  /** A fresh array of the bytes. */
  public byte[] toBytes() {
    return content.clone();
  }

  /**
   * The array behind this value, for reading only: writers of hashes, frames and records use it to
   * save a copy. Whoever changes it breaks every holder of this value.
   */
  public byte[] unsafeArray() {
    return content;
  }

  /** The SHA-256 digest of the bytes. */
  public Digest sha256() {
    return Digest.of(content);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** The length alone: content may be secret or personal, so it never reaches a log by accident. */
  @Override
  public String toString() {
    return "Bytes[" + content.length + "]";
  }
}
