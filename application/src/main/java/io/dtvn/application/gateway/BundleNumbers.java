package io.dtvn.application.gateway;

import io.dtvn.domain.ledger.BundleWindow;
import java.util.TreeSet;

/**
 * The numbers of this gateway's bundles. At most 64 lie between the lowest whose outcome is unknown
 * and the highest, because the ledger remembers no more. A number whose bundle was surely not
 * ordered is given again, so that refusals never drive the numbers out of the engine's range.
 */
final class BundleNumbers {

  private final TreeSet<Long> open = new TreeSet<>();
  private final TreeSet<Long> free = new TreeSet<>();
  private long next;

  /** Starts behind the highest executed number. */
  BundleNumbers(long highestExecuted) {
    next = highestExecuted + 1;
  }

  /** Whether another bundle may be in flight. */
  boolean isRoom() {
    return open.isEmpty() || candidate() - open.first() < BundleWindow.SPAN;
  }

  /** Takes a number for a new bundle. */
  long take() {
    long number = candidate();
    if (!free.remove(number)) {
      next++;
    }
    open.add(number);
    return number;
  }

  /** What became of bundle {@code number} is known. */
  void close(long number) {
    open.remove(number);
  }

  /** Bundle {@code number} was surely not ordered. */
  void giveBack(long number) {
    open.remove(number);
    free.add(number);
    dropOld();
  }

  /** The ledger has executed {@code highest}: no bundle under a number up to it is taken. */
  void skipTo(long highest) {
    next = Math.max(next, highest + 1);
    free.headSet(highest, true).clear();
    dropOld();
  }

  private long candidate() {
    return free.isEmpty() ? next : free.first();
  }

  /** Numbers so far back that the ledger would call them old. */
  private void dropOld() {
    free.headSet(next - BundleWindow.SPAN, true).clear();
  }
}
