package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.proof.MerkleTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Bundles that consensus orders under one sequence number: the body behind a proposal's digest.
 * Immutable; header and bundles match, no bundle id stands twice, all limits hold.
 *
 * <p>Form: {@link BatchHeader}, then each bundle behind its length (u32).
 */
public final class Batch {

  /** The largest canonical form. */
  public static final int BYTES_MAX = 256 * 1024;

  /** The most bundles. */
  public static final int BUNDLES_MAX = 512;

  /** The most operations over all bundles. */
  public static final int OPERATIONS_MAX = 2048;

  private final BatchHeader header;
  private final List<Bundle> bundles;
  private final Digest digest;

  private Batch(BatchHeader header, List<Bundle> bundles) {
    this.header = header;
    this.bundles = List.copyOf(bundles);
    this.digest = header.digest();
    check();
  }

  /**
   * The batch of {@code bundles} proposed at {@code timestamp} (ms).
   *
   * @throws MalformedException if a limit is exceeded or an id stands twice
   */
  public static Batch of(long epoch, long timestamp, List<Bundle> bundles) {
    Digest root = requestsRoot(bundles);
    return new Batch(new BatchHeader(epoch, timestamp, bundles.size(), root), bundles);
  }

  /** The batch that fills a gap: no time, no bundles. */
  public static Batch nullOf(long epoch) {
    return of(epoch, 0, List.of());
  }

  /**
   * Decodes a batch that fills {@code encoded}.
   *
   * @throws MalformedException if the bytes are not the canonical form of one
   */
  public static Batch decode(Bytes encoded) {
    if (encoded.length() > BYTES_MAX) {
      throw new MalformedException(
          "batch: want at most %d bytes, found %d".formatted(BYTES_MAX, encoded.length()));
    }
    CanonicalReader in = CanonicalReader.of(encoded);
    BatchHeader header = BatchHeader.read(in);
    if (header.count() > BUNDLES_MAX) {
      throw new MalformedException(
          "batch: want at most %d bundles, found %d".formatted(BUNDLES_MAX, header.count()));
    }
    List<Bundle> bundles = new ArrayList<>();
    for (int i = 0; i < header.count(); i++) {
      bundles.add(Bundle.decode(in.bytes(Bundle.BYTES_MAX)));
    }
    in.end();
    if (!requestsRoot(bundles).equals(header.requestsRoot())) {
      throw new MalformedException("batch: want the root of its bundles, found another");
    }
    return new Batch(header, bundles);
  }

  /** The header behind the digest. */
  public BatchHeader header() {
    return header;
  }

  /** The bundles in order. */
  public List<Bundle> bundles() {
    return bundles;
  }

  /** d: SHA-256 of the header. */
  public Digest digest() {
    return digest;
  }

  /** Whether this fills a gap instead of ordering something. */
  public boolean isNull() {
    return bundles.isEmpty() && header.timestamp() == 0;
  }

  /** The canonical form, written anew at each call. */
  public Bytes encode() {
    CanonicalWriter out = new CanonicalWriter(encodedLength());
    header.writeTo(out);
    bundles.forEach(bundle -> out.bytes(bundle.encoded()));
    return out.bytes();
  }

  /** Length of the canonical form. */
  public int encodedLength() {
    return BatchHeader.BYTES
        + bundles.stream().mapToInt(b -> Integer.BYTES + b.encoded().length()).sum();
  }

  private void check() {
    Set<BundleId> ids = new HashSet<>();
    int operations = 0;
    for (Bundle bundle : bundles) {
      if (!ids.add(bundle.id())) {
        throw new MalformedException("batch: want distinct bundles, found " + bundle + " twice");
      }
      operations += bundle.operations().size();
    }
    if (bundles.size() > BUNDLES_MAX
        || operations > OPERATIONS_MAX
        || encodedLength() > BYTES_MAX) {
      throw new MalformedException(
          "batch: want at most %d bundles, %d operations, %d bytes; found %d, %d, %d"
              .formatted(
                  BUNDLES_MAX,
                  OPERATIONS_MAX,
                  BYTES_MAX,
                  bundles.size(),
                  operations,
                  encodedLength()));
    }
  }

  private static Digest requestsRoot(List<Bundle> bundles) {
    return MerkleTree.root(bundles.stream().map(Bundle::digest).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Batch that && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return "Batch[e=%d, %d bundles, d=%s]"
        .formatted(header.epoch(), bundles.size(), digest.hex().substring(0, 8));
  }
}
