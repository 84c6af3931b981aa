package io.dtvn.application.catchup;

import io.dtvn.application.archive.StoredBatch;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.membership.Quorum;
import java.util.ArrayList;
import java.util.List;

/**
 * One frame of a stream of executed batches: {@code 0x04 | stream u64 | index u32 | first u64 | end
 * u8 | count u16 | batches}; of each batch {@code epoch u64 | view u64 | body | certificate | count
 * u8 | RESULT frames of 114 bytes}. The batches follow each other without a gap, so only the first
 * one's number is there.
 *
 * @param stream copied from the question
 * @param index of this frame in its stream, from 0
 * @param first s of the first batch
 * @param end whether the server has nothing newer now
 * @param batches at most {@value #BATCHES_MAX}
 */
record ArchiveData(long stream, int index, long first, boolean end, List<StoredBatch> batches) {

  static final int KIND = 0x04;

  /** A frame is checked in one go and that must not take long. */
  static final int BATCHES_MAX = 64;

  /**
   * The largest frame: four of them fit into the lane together, and the largest batch with
   * everything about it fits into one.
   */
  static final int BYTES_MAX = 384 * 1024;

  /** What a batch takes beside its body, at most. */
  private static final int BESIDE_BODY_MAX = 4 * 1024;

  /** From this length on there may be no room for another batch. */
  static final int FULL_BYTES = BYTES_MAX - Batch.BYTES_MAX - BESIDE_BODY_MAX;

  private static final int HEAD_BYTES = 1 + 8 + 4 + 8 + 1 + 2;
  private static final int BATCH_BYTES_MIN = 8 + 8 + 4 + 4 + 1;
  private static final int RESULT_BYTES = 114;

  /** What a frame says before its batches. */
  record Head(long stream, int index, long first) {}

  ArchiveData {
    batches = List.copyOf(batches);
  }

  /** Room for the batches' parts in a frame. */
  static int roomFor(int batches) {
    return BYTES_MAX - HEAD_BYTES - batches * BATCH_BYTES_MIN;
  }

  Bytes encode() {
    CanonicalWriter out = new CanonicalWriter(BYTES_MAX / 4);
    out.u8(KIND).bits64(stream).u32(index).u64(first).bool(end).u16(batches.size());
    for (StoredBatch batch : batches) {
      out.u64(batch.epoch()).u64(batch.view()).bytes(batch.body()).bytes(batch.certificate());
      out.u8(batch.results().size());
      batch.results().forEach(out::raw);
    }
    return out.bytes();
  }

  /**
   * Reads the head of a frame.
   *
   * @throws MalformedException if {@code frame} has none
   */
  static Head head(Bytes frame) {
    CanonicalReader in = CanonicalReader.of(frame);
    in.u8();
    return new Head(in.bits64(), in.u32(), in.u64());
  }

  /**
   * Reads a frame.
   *
   * @throws MalformedException if {@code frame} is anything else
   */
  static ArchiveData decode(Bytes frame) {
    CanonicalReader in = CanonicalReader.of(frame);
    int kind = in.u8();
    if (kind != KIND || frame.length() > BYTES_MAX) {
      throw new MalformedException(
          "archive data: want kind %d and at most %d bytes, found %d and %d"
              .formatted(KIND, BYTES_MAX, kind, frame.length()));
    }
    long stream = in.bits64();
    int index = in.u32();
    long first = in.u64();
    boolean end = in.bool();
    int count = in.u16();
    if (count > BATCHES_MAX) {
      throw new MalformedException(
          "archive data: want at most %d batches, found %d".formatted(BATCHES_MAX, count));
    }
    List<StoredBatch> batches = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      batches.add(batch(in));
    }
    in.end();
    return new ArchiveData(stream, index, first, end, batches);
  }

  private static StoredBatch batch(CanonicalReader in) {
    long epoch = in.u64();
    long view = in.u64();
    Bytes body = in.bytes(Batch.BYTES_MAX);
    Bytes certificate = in.bytes(BESIDE_BODY_MAX);
    int count = in.u8();
    if (count > Quorum.MAX_VALIDATORS) {
      throw new MalformedException("archive data: want one result of each member at most");
    }
    List<Bytes> results = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      results.add(in.raw(RESULT_BYTES));
    }
    return new StoredBatch(epoch, view, body, certificate, results);
  }
}
