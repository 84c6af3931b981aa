package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;

/**
 * What a proposal's digest covers: {@code d = SHA-256(epoch u64 | timestamp u64 | count u32 |
 * requestsRoot 32)}.
 *
 * @param epoch e
 * @param timestamp the primary's wall time in ms; 0 in the null batch
 * @param count number of bundles
 * @param requestsRoot RFC 6962 root over the bundles' digests
 */
public record BatchHeader(long epoch, long timestamp, int count, Digest requestsRoot) {

  /** Length of the canonical form. */
  public static final int BYTES = 8 + 8 + 4 + Digest.BYTES;

  /** The batch digest d. */
  public Digest digest() {
    CanonicalWriter out = new CanonicalWriter(BYTES);
    writeTo(out);
    return out.sha256();
  }

  /** Writes the canonical form. */
  public void writeTo(CanonicalWriter out) {
    out.u64(epoch).u64(timestamp).u32(count).digest(requestsRoot);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static BatchHeader read(CanonicalReader in) {
    return new BatchHeader(in.u64(), in.u64(), in.u32(), in.digest());
  }
}
