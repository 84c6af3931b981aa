package io.dtvn.application.journal;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** The keys of the journal's bucket: records by their LSN, and one anchor behind all of them. */
final class JournalKeys {

  /** Sorts behind every LSN, whose first byte is below 0x80. */
  static final Bytes ANCHOR = Bytes.owning(new byte[] {(byte) 0xFF, 'a'});

  private JournalKeys() {}

  static Bytes of(long lsn) {
    return Bytes.owning(ByteBuffer.allocate(Long.BYTES).putLong(lsn).array());
  }

  /** The LSN that {@code key} stands for, or empty if it stands for none. */
  static OptionalLong lsnOf(Bytes key) {
    if (key.length() != Long.BYTES || key.unsafeArray()[0] < 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(CanonicalReader.of(key).u64());
  }

  /** The stored form of an anchor: what the first record left in the journal follows. */
  static Bytes encode(Tag anchor) {
    CanonicalWriter out = new CanonicalWriter(80).u64(anchor.lsn()).digest(anchor.hash());
    return out.digest(out.sha256()).bytes();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedException if it is damaged
   */
  static Tag decode(Bytes stored) {
    CanonicalReader in = CanonicalReader.of(stored);
    Tag anchor = new Tag(in.u64(), in.digest(), 0);
    in.digest();
    in.end();
    if (!encode(anchor).equals(stored)) {
      throw new MalformedException("anchor: want its digest, found another");
    }
    return anchor;
  }
}
