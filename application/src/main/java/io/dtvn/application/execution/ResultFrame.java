package io.dtvn.application.execution;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.proof.ResultStatement;

/**
 * A RESULT as it travels and as the archive keeps it: {@code 0x02 | epoch u64 | sequence u64 |
 * resultsRoot 32 | validator u8 | signature 64}.
 */
record ResultFrame(ResultStatement statement, Signature signature) {

  /** The first byte: tells a RESULT from an engine's message in the same lane. */
  static final int KIND = 0x02;

  /** Length of every frame. */
  static final int BYTES = 1 + 8 + 8 + 32 + 1 + 64;

  long sequence() {
    return statement.sequence();
  }

  int validator() {
    return statement.validator();
  }

  Bytes encode() {
    return new CanonicalWriter(BYTES)
        .u8(KIND)
        .u64(statement.epoch())
        .u64(statement.sequence())
        .digest(statement.resultsRoot())
        .u8(statement.validator())
        .signature(signature)
        .bytes();
  }

  /** Whom a frame of the right length claims to be of. */
  static int validatorOf(Bytes frame) {
    return frame.unsafeArray()[BYTES - 64 - 1] & 0xFF;
  }

  /**
   * Reads a frame.
   *
   * @throws MalformedException if {@code frame} is anything else
   */
  static ResultFrame decode(Bytes frame) {
    CanonicalReader in = CanonicalReader.of(frame);
    int kind = in.u8();
    if (kind != KIND) {
      throw new MalformedException("result: want kind %d, found %d".formatted(KIND, kind));
    }
    ResultFrame result =
        new ResultFrame(
            new ResultStatement(in.u64(), in.u64(), in.digest(), in.u8()), in.signature());
    in.end();
    return result;
  }
}
