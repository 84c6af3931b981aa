package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The canonical form of a {@link BundleWindow}: gateway 32, highest u64, count u32, then each entry
 * as number u64, sequence u64, index u32, digest 32. Its SHA-256 is the table's value in the state
 * tree.
 */
public final class BundleWindowCodec {

  private static final int ENTRY_BYTES = 8 + 8 + 4 + Digest.BYTES;

  private BundleWindowCodec() {}

  /** Writes {@code window} behind what {@code out} already holds. */
  public static void write(BundleWindow window, CanonicalWriter out) {
    out.key(window.gateway()).u64(window.highest()).u32(window.entries().size());
    for (BundleWindow.Entry entry : window.entries()) {
      out.u64(entry.number()).u64(entry.sequence()).u32(entry.index()).digest(entry.digest());
    }
  }

  /**
   * Reads one table.
   *
   * @throws MalformedException if the bytes are not the canonical form of one: entries must be
   *     sorted, distinct and within the last 64 numbers, the last of them the highest
   */
  public static BundleWindow read(CanonicalReader in) {
    PublicKey gateway = in.key();
    long highest = in.u64();
    int count = in.count(BundleWindow.SPAN, ENTRY_BYTES);
    List<BundleWindow.Entry> entries = new ArrayList<>(count);
    long previous = Math.max(0, highest - BundleWindow.SPAN);
    for (int i = 0; i < count; i++) {
      BundleWindow.Entry entry = new BundleWindow.Entry(in.u64(), in.u64(), in.u32(), in.digest());
      if (entry.number() <= previous) {
        throw new MalformedException("bundle table: want sorted numbers of the last 64");
      }
      previous = entry.number();
      entries.add(entry);
    }
    if (previous != highest) {
      throw new MalformedException("bundle table: want the highest number last");
    }
    return new BundleWindow(gateway, highest, entries);
  }

  /** The canonical form of {@code window}. */
  public static Bytes encode(BundleWindow window) {
    CanonicalWriter out = new CanonicalWriter(64 + ENTRY_BYTES * window.entries().size());
    write(window, out);
    return out.bytes();
  }

  /**
   * Reads a table that fills {@code bytes}.
   *
   * @throws MalformedException if they are not the canonical form of one
   */
  public static BundleWindow decode(Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    BundleWindow window = read(in);
    in.end();
    return window;
  }
}
