package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.codec.Bytes;
import java.util.function.LongPredicate;

/**
 * A set of slots above a low watermark, one bit each: bit j of the bytes, counted from the most
 * significant bit of the first, stands for {@code low + 1 + j}.
 *
 * @param bits at most {@value #BYTES_MAX} bytes
 */
public record SlotSet(Bytes bits) {

  /** Enough for the largest window. */
  public static final int BYTES_MAX = 256;

  /** The empty set. */
  public static final SlotSet EMPTY = new SlotSet(Bytes.EMPTY);

  /** Checks the size. */
  public SlotSet {
    if (bits.length() > BYTES_MAX) {
      throw new IllegalArgumentException(
          "slot set: want at most %d bytes, found %d".formatted(BYTES_MAX, bits.length()));
    }
  }

  /** The slots of {@code low < s <= low + window} that satisfy {@code member}. */
  public static SlotSet of(long low, int window, LongPredicate member) {
    byte[] bits = new byte[Math.ceilDiv(window, Byte.SIZE)];
    for (int j = 0; j < window; j++) {
      if (member.test(low + 1 + j)) {
        bits[j / Byte.SIZE] |= (byte) (0x80 >>> (j % Byte.SIZE));
      }
    }
    return new SlotSet(Bytes.owning(bits));
  }

  /** Whether {@code sequence} is in the set, whose low watermark is {@code low}. */
  public boolean contains(long low, long sequence) {
    long j = sequence - low - 1;
    return j >= 0
        && j < (long) bits.length() * Byte.SIZE
        && (bits.unsafeArray()[(int) (j / Byte.SIZE)] & (0x80 >>> (j % Byte.SIZE))) != 0;
  }
}
