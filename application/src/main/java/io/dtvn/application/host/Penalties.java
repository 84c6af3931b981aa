package io.dtvn.application.host;

/**
 * What faulty frames of each peer have cost lately. A peer that sent what no correct one sends is
 * heard again once its debt is paid off by time, so that its nonsense takes a small share of one
 * processor at most, and a fault of ours never cuts off a member for good. Thread-safe.
 */
final class Penalties {

  /** Checking time that a peer may waste before it is not heard. */
  private static final long DEBT_NANOS_MAX = 50_000_000;

  /** Even what is refused at first sight costs a little. */
  private static final long FAULT_NANOS_MIN = 200_000;

  /** A debt is paid off in fifty times as long. */
  private static final long PAY_OFF = 50;

  private final long[] debt;
  private final long[] since;

  Penalties(int peers) {
    this.debt = new long[peers];
    this.since = new long[peers];
  }

  /** A faulty frame of {@code peer} took {@code cost} ns to check, and it is {@code now} ns. */
  synchronized void charge(int peer, long cost, long now) {
    settle(peer, now);
    debt[peer] += Math.max(cost, FAULT_NANOS_MIN);
  }

  /** Whether frames of {@code peer} are not worth a look at {@code now} ns. */
  synchronized boolean isPaused(int peer, long now) {
    settle(peer, now);
    return debt[peer] > DEBT_NANOS_MAX;
  }

  private void settle(int peer, long now) {
    long paid = (now - since[peer]) / PAY_OFF;
    if (debt[peer] == 0 || paid >= debt[peer]) {
      debt[peer] = 0;
      since[peer] = now;
    } else if (paid > 0) {
      debt[peer] -= paid;
      since[peer] += paid * PAY_OFF;
    }
  }
}
