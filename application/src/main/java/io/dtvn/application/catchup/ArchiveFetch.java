package io.dtvn.application.catchup;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;

/**
 * Asks for executed batches: {@code 0x03 | stream u64 | from u64 | frames u32}. The same stream
 * named again with a higher number of frames lets its server go on.
 *
 * @param stream chosen by the asker, new for each beginning
 * @param from the first batch of the stream
 * @param frames how many frames of the stream may be sent in all
 */
record ArchiveFetch(long stream, long from, int frames) {

  static final int KIND = 0x03;
  static final int BYTES = 1 + 8 + 8 + 4;

  Bytes encode() {
    return new CanonicalWriter(BYTES).u8(KIND).bits64(stream).u64(from).u32(frames).bytes();
  }

  /**
   * Reads a frame.
   *
   * @throws MalformedException if {@code frame} is anything else
   */
  static ArchiveFetch decode(Bytes frame) {
    CanonicalReader in = CanonicalReader.of(frame);
    int kind = in.u8();
    ArchiveFetch fetch = new ArchiveFetch(in.bits64(), in.u64(), in.u32());
    in.end();
    if (kind != KIND || fetch.from < 1 || fetch.frames < 1) {
      throw new MalformedException("archive fetch: want a first batch and a number of frames");
    }
    return fetch;
  }
}
