package io.dtvn.domain.codec;

/**
 * Digests one canonical form after another with one buffer and one SHA-256 computation: {@link
 * #begin} gives the writer, {@link #end} the digest of what was written since. Not safe for use by
 * several threads.
 */
public final class CanonicalDigest {

  private static final int EXPECTED_BYTES = 512;

  private final CanonicalWriter out = new CanonicalWriter(EXPECTED_BYTES);
  private final Sha256 sha256 = new Sha256();

  /** Starts the next form; what was not ended is forgotten. */
  public CanonicalWriter begin() {
    return out.clear();
  }

  /** The digest of everything written since {@link #begin}. */
  public Digest end() {
    return out.sha256(sha256);
  }

  /** The computation itself, for inputs that lie ready as bytes. Fresh between two calls. */
  public Sha256 sha256() {
    return sha256;
  }
}
