package io.dtvn.consensus.pbft.normal;

import io.dtvn.domain.ledger.BundleWindow;

/**
 * Which numbers of one gateway were executed: the highest and a bit for each of the {@value
 * BundleWindow#SPAN} up to it. A copy of what the ledger keeps.
 */
final class ExecutedNumbers {

  private long highest;
  private long bits; // bit j stands for highest - j

  /** The highest number executed; 0: none. */
  long highest() {
    return highest;
  }

  /** Whether {@code number} was executed or is too old to know. */
  boolean contains(long number) {
    if (number > highest) {
      return false;
    }
    long back = highest - number;
    return back >= BundleWindow.SPAN || (bits >>> back & 1) != 0;
  }

  /** Notes that {@code number} was executed. */
  void add(long number) {
    if (number > highest) {
      long shift = number - highest;
      bits = shift >= Long.SIZE ? 1 : bits << shift | 1;
      highest = number;
    } else if (highest - number < BundleWindow.SPAN) {
      bits |= 1L << (highest - number);
    }
  }
}
