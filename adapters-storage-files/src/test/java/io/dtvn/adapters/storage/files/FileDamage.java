package io.dtvn.adapters.storage.files;

import java.util.Arrays;

/** What happens to the bytes of one file. */
enum FileDamage {
  EMPTIED("emptied"),
  CUT_BY_ONE("cut by 1"),
  CUT_IN_HALF("cut in half"),
  FIRST_FLIPPED("first byte flipped"),
  MIDDLE_FLIPPED("middle byte flipped"),
  LAST_FLIPPED("last byte flipped"),
  PAGE_ZEROED("a page zeroed");

  private static final int PAGE_BYTES = 4096;

  private final String words;

  FileDamage(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** The content afterwards; the same if there is nothing to damage. */
  byte[] of(byte[] content) {
    int length = content.length;
    if (length == 0) {
      return content;
    }
    return switch (this) {
      case EMPTIED -> new byte[0];
      case CUT_BY_ONE -> Arrays.copyOf(content, length - 1);
      case CUT_IN_HALF -> Arrays.copyOf(content, length / 2);
      case FIRST_FLIPPED -> flipped(content, 0);
      case MIDDLE_FLIPPED -> flipped(content, length / 2);
      case LAST_FLIPPED -> flipped(content, length - 1);
      case PAGE_ZEROED -> withoutPage(content);
    };
  }

  private static byte[] flipped(byte[] content, int position) {
    byte[] damaged = content.clone();
    damaged[position] ^= (byte) 0xff;
    return damaged;
  }

  /** The page in the middle. */
  private static byte[] withoutPage(byte[] content) {
    byte[] damaged = content.clone();
    int from = content.length / 2 / PAGE_BYTES * PAGE_BYTES;
    Arrays.fill(damaged, from, Math.min(from + PAGE_BYTES, content.length), (byte) 0);
    return damaged;
  }
}
