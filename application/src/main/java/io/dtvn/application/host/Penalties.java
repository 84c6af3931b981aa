package io.dtvn.application.host;

import java.time.Duration;
import java.util.Optional;

/**
 * What faulty frames of each peer have cost lately. A peer whose debt grows too large is shut out
 * for fifty times as long as it has wasted, and for longer if it comes back the same, so that its
 * nonsense takes a small share of one processor at most. It always comes back: a fault of ours must
 * not cut off a member for good. Thread-safe.
 */
final class Penalties {

  /** The longest time for which a peer is shut out at once. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  /** Checking time that a peer may waste before it is shut out. */
  private static final long DEBT_NANOS_MAX = 50_000_000;

  /** Even what is refused at first sight costs a little. */
  private static final long FAULT_NANOS_MIN = 200_000;

  /** A debt is paid off in fifty times as long. */
  private static final long PAY_OFF = 50;

  /** Who was quiet for so long since it came back starts anew. */
  private static final long FORGOTTEN_NANOS = Duration.ofMinutes(10).toNanos();

  private final Account[] accounts;

  Penalties(int peers) {
    this.accounts = new Account[peers];
    for (int i = 0; i < peers; i++) {
      accounts[i] = new Account();
    }
  }

  /** What one peer owes; shut out before {@code backNanos} if it was {@code inARow} times. */
  private static final class Account {
    private long debt;
    private long sinceNanos;
    private long backNanos;
    private int inARow;
    private long times;
  }

  /**
   * That a peer is to be shut out.
   *
   * @param howLong from now on
   * @param times how often it was since the start, this time included
   */
  record Sentence(Duration howLong, long times) {}

  /** A faulty frame of {@code peer} took {@code cost} ns to check, and it is {@code now} ns. */
  synchronized Optional<Sentence> charge(int peer, long cost, long now) {
    Account account = accounts[peer];
    if (isShutOut(account, now)) {
      return Optional.empty(); // another thread was at it, too
    }
    settle(account, now);
    account.debt += Math.max(cost, FAULT_NANOS_MIN);
    return account.debt <= DEBT_NANOS_MAX
        ? Optional.empty()
        : Optional.of(new Sentence(shutOut(account, now), account.times));
  }

  /** Whether frames of {@code peer} are not worth a look at {@code now} ns. */
  synchronized boolean isShutOut(int peer, long now) {
    return isShutOut(accounts[peer], now);
  }

  private static boolean isShutOut(Account account, long now) {
    return account.inARow > 0 && now - account.backNanos < 0;
  }

  private static Duration shutOut(Account account, long now) {
    if (account.inARow > 0 && now - account.backNanos >= FORGOTTEN_NANOS) {
      account.inARow = 0;
    }
    long nanos = Math.min(account.debt, LONGEST.toNanos()) * PAY_OFF;
    for (int i = 0; i < account.inARow && nanos < LONGEST.toNanos(); i++) {
      nanos *= 2;
    }
    nanos = Math.min(nanos, LONGEST.toNanos());
    account.inARow++;
    account.times++;
    account.debt = 0;
    account.sinceNanos = now + nanos;
    account.backNanos = now + nanos;
    return Duration.ofNanos(nanos);
  }

  private static void settle(Account account, long now) {
    long paid = (now - account.sinceNanos) / PAY_OFF;
    if (account.debt == 0 || paid >= account.debt) {
      account.debt = 0;
      account.sinceNanos = now;
    } else if (paid > 0) {
      account.debt -= paid;
      account.sinceNanos += paid * PAY_OFF;
    }
  }
}
