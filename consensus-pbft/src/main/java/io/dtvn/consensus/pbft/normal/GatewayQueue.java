package io.dtvn.consensus.pbft.normal;

import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The pending bundles of one gateway, within its reserve of bytes. Keyed by number, so that one
 * payload waits under one id. A bundle waits until it is proposed here, and stays pending until it
 * is executed.
 */
final class GatewayQueue {

  /** How far a number may be ahead of the highest executed one. */
  static final int AHEAD_MAX = 256;

  private final long reserveBytes;
  private final ExecutedNumbers executed = new ExecutedNumbers();
  private final TreeMap<Long, Pending> pending = new TreeMap<>();
  private final TreeMap<Long, Pending> waiting = new TreeMap<>();
  private final TreeSet<Long> inFlight = new TreeSet<>();
  private final BatchSize waitingSize = new BatchSize();
  private long bytes;

  GatewayQueue(long reserveBytes) {
    this.reserveBytes = reserveBytes;
  }

  /** What speaks against {@code bundle}; changes nothing. */
  Optional<Reason> objectionTo(Bundle bundle) {
    long number = bundle.id().number();
    if (executed.contains(number)) {
      return Optional.of(Reason.EXECUTED);
    }
    Pending known = pending.get(number);
    if (known != null) {
      boolean same = known.bundle().equals(bundle);
      return Optional.of(same ? Reason.DUPLICATE : Reason.OTHER_PAYLOAD);
    }
    if (number > executed.highest() + AHEAD_MAX) {
      return Optional.of(Reason.TOO_FAR_AHEAD);
    }
    return hasRoomFor(bundle) ? Optional.empty() : Optional.of(Reason.BUSY);
  }

  /** Adds {@code fresh}, to which nothing objects, and returns what had to go for it. */
  List<Pending> add(Pending fresh) {
    List<Pending> evicted = new ArrayList<>();
    while (bytes + fresh.bytes() > reserveBytes) {
      Pending highest = waiting.lastEntry().getValue();
      forget(highest.number());
      evicted.add(highest);
    }
    pending.put(fresh.number(), fresh);
    bytes += fresh.bytes();
    if (!inFlight.contains(fresh.number())) {
      waiting.put(fresh.number(), fresh);
      waitingSize.add(fresh.bundle());
    }
    return evicted;
  }

  /** The lowest bundle that waits to be proposed. */
  Optional<Bundle> first() {
    return Optional.ofNullable(waiting.firstEntry()).map(e -> e.getValue().bundle());
  }

  /** Notes that {@code number} is in a proposal of this replica, pending or not. */
  void propose(long number) {
    inFlight.add(number);
    waitNoMore(number);
  }

  /** How large the bundles are that wait to be proposed. */
  BatchSize waitingSize() {
    return waitingSize;
  }

  /** Notes that {@code number} was executed, now or in an earlier life. */
  void execute(long number) {
    executed.add(number);
  }

  /** The bundles that came by monotonic time {@code millis}, lowest numbers first. */
  List<Bundle> pendingSince(long millis) {
    return pending.values().stream()
        .filter(p -> p.sinceMillis() <= millis)
        .map(Pending::bundle)
        .toList();
  }

  /** What can never be executed any more, since the ledger no longer knows its number. */
  List<Pending> tooOld() {
    long newest = executed.highest() - BundleWindow.SPAN;
    return List.copyOf(pending.headMap(newest, true).values());
  }

  /** What must not be executed any more at {@code wallMillis}. */
  List<Pending> expiredAt(long wallMillis) {
    return pending.values().stream().filter(p -> isExpired(p.bundle(), wallMillis)).toList();
  }

  static boolean isExpired(Bundle bundle, long wallMillis) {
    return bundle.notAfter() != 0 && bundle.notAfter() < wallMillis;
  }

  /** {@code number} waits no more, whatever became of it; returns what waited under it. */
  Optional<Pending> forget(long number) {
    inFlight.remove(number);
    waitNoMore(number);
    Optional<Pending> gone = Optional.ofNullable(pending.remove(number));
    gone.ifPresent(p -> bytes -= p.bytes());
    return gone;
  }

  private void waitNoMore(long number) {
    Pending gone = waiting.remove(number);
    if (gone != null) {
      waitingSize.remove(gone.bundle());
    }
  }

  /** A lower number pushes out higher ones that are not proposed. */
  private boolean hasRoomFor(Bundle bundle) {
    long room = reserveBytes - bytes;
    for (Map.Entry<Long, Pending> above : waiting.tailMap(bundle.id().number(), false).entrySet()) {
      room += above.getValue().bytes();
    }
    return room >= bundle.encoded().length();
  }
}
