package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;

/** The canonical form of a {@link LedgerHead}: epoch, sequence, block time u64 each, chain 32. */
public final class LedgerHeadCodec {

  private LedgerHeadCodec() {}

  /** Writes {@code head} behind what {@code out} already holds. */
  public static void write(LedgerHead head, CanonicalWriter out) {
    out.u64(head.epoch()).u64(head.sequence()).u64(head.blockTime()).digest(head.chain());
  }

  /** Reads what {@link #write} wrote. */
  public static LedgerHead read(CanonicalReader in) {
    return new LedgerHead(in.u64(), in.u64(), in.u64(), in.digest());
  }

  /** The canonical form of {@code head}. */
  public static Bytes encode(LedgerHead head) {
    CanonicalWriter out = new CanonicalWriter();
    write(head, out);
    return out.bytes();
  }

  /**
   * Reads a head that fills {@code bytes}.
   *
   * @throws io.dtvn.domain.codec.MalformedException if they are not the canonical form of one
   */
  public static LedgerHead decode(Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    LedgerHead head = read(in);
    in.end();
    return head;
  }
}
