package io.dtvn.application.journal;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.ports.out.KeyValueStore;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One record as it is stored: {@code version u8 = 1 | type u8 | LSN u64 | hash of the previous
 * record 32 | s u64 | payload behind its length u32 | CRC32C u32}.
 *
 * @param lsn its number, from 1, without a gap
 * @param previous the hash of the record before it
 * @param type who wrote it
 * @param sequence the slot it concerns; 0: none
 * @param payload the writer's bytes
 */
record JournalRecord(long lsn, Digest previous, RecordType type, long sequence, Bytes payload) {

  static final int PAYLOAD_BYTES_MAX = KeyValueStore.VALUE_BYTES_MAX - 128;

  private static final int VERSION = 1;
  private static final int CRC_BYTES = 4;
  private static final int FIXED_BYTES = 1 + 1 + 8 + Digest.BYTES + 8 + 4 + CRC_BYTES;

  /** The stored form. */
  Bytes encode() {
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + payload.length());
    out.put((byte) VERSION).put((byte) type.code()).putLong(lsn);
    previous.putInto(out);
    out.putLong(sequence).putInt(payload.length()).put(payload.unsafeArray());
    out.putInt(crc(out.array()));
    return Bytes.owning(out.array());
  }

  /** The hash that the next record names: SHA-256 over all but the CRC. */
  static Digest hashOf(Bytes encoded) {
    return Digest.of(encoded.unsafeArray(), 0, encoded.length() - CRC_BYTES);
  }

  /**
   * Reads the stored form.
   *
   * @throws MalformedException if it is damaged
   */
  static JournalRecord decode(Bytes encoded) {
    if (encoded.length() < FIXED_BYTES) {
      throw new MalformedException(
          "record: want at least %d bytes, found %d".formatted(FIXED_BYTES, encoded.length()));
    }
    byte[] bytes = encoded.unsafeArray();
    int stored = ByteBuffer.wrap(bytes).getInt(bytes.length - CRC_BYTES);
    if (stored != crc(bytes)) {
      throw new MalformedException(
          "record: want CRC32C %08x, found %08x".formatted(crc(bytes), stored));
    }
    CanonicalReader in = CanonicalReader.of(bytes, 0, bytes.length - CRC_BYTES);
    int version = in.u8();
    if (version != VERSION) {
      throw new MalformedException("record: want version 1, found " + version);
    }
    RecordType type = RecordType.of(in.u8());
    JournalRecord record =
        new JournalRecord(in.u64(), in.digest(), type, in.u64(), in.bytes(PAYLOAD_BYTES_MAX));
    in.end();
    return record;
  }

  private static int crc(byte[] record) {
    CRC32C crc = new CRC32C();
    crc.update(record, 0, record.length - CRC_BYTES);
    return (int) crc.getValue();
  }
}
