package io.dtvn.application.gateway;

import io.dtvn.ports.out.OrderedBundle;
import java.util.List;

/** What reaches the gateway's thread. */
sealed interface Arrival {

  /** Callers' operations, in order. */
  record Submitted(List<Wanted> wanted) implements Arrival {}

  /** The outcome of a bundle. */
  record Ordered(Flight flight, OrderedBundle outcome) implements Arrival {}

  /** A bundle without outcome. */
  record Failed(Flight flight, Throwable cause) implements Arrival {}

  /** No more will come. */
  record Closing() implements Arrival {}

  /**
   * One operation and its caller.
   *
   * @param before stands in front of it in the same bundle and has no caller; often absent
   * @param main the operation
   * @param waiter the caller
   */
  record Wanted(List<PendingOperation> before, PendingOperation main, Waiter waiter) {}
}
