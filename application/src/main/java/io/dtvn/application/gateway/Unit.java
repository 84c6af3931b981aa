package io.dtvn.application.gateway;

import java.util.List;

/**
 * Operations that must stand in one bundle, in order; the last is the one that was asked for.
 *
 * @param operations one or two
 * @param since monotonic time at which they came, in ms
 */
record Unit(List<PendingOperation> operations, long since) {

  PendingOperation main() {
    return operations.getLast();
  }

  int encodedBytes() {
    int bytes = 0;
    for (PendingOperation operation : operations) {
      bytes += operation.encodedBytes();
    }
    return bytes;
  }

  /** Whether nobody waits and nothing of it may be ordered, so that it can be forgotten. */
  boolean isAbandoned() {
    return operations.stream().allMatch(o -> o.waiters().isEmpty() && !o.maybeOrdered());
  }
}
