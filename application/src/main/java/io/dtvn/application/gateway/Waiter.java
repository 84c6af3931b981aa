package io.dtvn.application.gateway;

import io.dtvn.ports.in.Answer;
import java.util.concurrent.CompletableFuture;

/**
 * A caller.
 *
 * @param answer completed by the gateway's thread
 * @param deadlineMillis monotonic time at which the patience ends
 * @param joined whether another call with the same operation was there first
 * @param bytes room in the reserve that this wait gives back when it ends; 0: it is the operation's
 */
record Waiter(CompletableFuture<Answer> answer, long deadlineMillis, boolean joined, long bytes) {

  /** A caller whose operation is new. */
  Waiter(CompletableFuture<Answer> answer, long deadlineMillis) {
    this(answer, deadlineMillis, false, 0);
  }

  /** The same caller, waiting for an operation that somebody else submitted. */
  Waiter joining(long bytes) {
    return new Waiter(answer, deadlineMillis, true, bytes);
  }
}
