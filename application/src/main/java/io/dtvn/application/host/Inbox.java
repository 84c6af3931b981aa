package io.dtvn.application.host;

import io.dtvn.domain.ledger.Bundle;
import io.dtvn.ports.spi.Event;
import io.dtvn.ports.spi.Moment;
import io.dtvn.ports.spi.Verified;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the loop. The host's own events are never dropped and come first; they are bounded
 * by what the engine has outstanding. Peers' messages and own bundles take turns behind them, each
 * in a bounded queue.
 *
 * <p>An event gets its time when it is taken out, so the engine's clock never runs backward.
 */
final class Inbox {

  /** An event without its time. */
  interface Arrival {

    Event at(Moment moment);
  }

  private final Queue<Arrival> internal = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Arrival> messages;
  private final BlockingQueue<Verified<Bundle>> submissions;
  private final int perTurn;
  private volatile @Nullable Thread parked;
  private volatile boolean signalled;

  Inbox(HostLimits limits) {
    this.messages = new ArrayBlockingQueue<>(limits.messages());
    this.submissions = new ArrayBlockingQueue<>(limits.submissions());
    this.perTurn = limits.eventsPerTurn();
  }

  /** Takes in an event of the host's own. */
  void putInternal(Arrival arrival) {
    internal.add(arrival);
    wake();
  }

  /** Takes in a verified message; waits while there is no room. */
  void putMessage(Arrival arrival) throws InterruptedException {
    messages.put(arrival);
    wake();
  }

  /** Takes in a verified message if there is room. */
  boolean offerMessage(Arrival arrival) {
    return messages.offer(arrival);
  }

  /** Takes in an own bundle if there is room. */
  boolean offer(Verified<Bundle> bundle) {
    boolean taken = submissions.offer(bundle);
    if (taken) {
      wake();
    }
    return taken;
  }

  /** Hands out what one turn takes in; says whether there was anything. */
  boolean drain(Moment now, Consumer<Event> handler) {
    boolean any = false;
    for (Arrival own = internal.poll(); own != null; own = internal.poll()) {
      handler.accept(own.at(now));
      any = true;
    }
    for (int taken = 0; taken < perTurn; taken++) {
      Arrival message = messages.poll();
      Verified<Bundle> bundle = submissions.poll();
      if (message == null && bundle == null) {
        break;
      }
      if (message != null) {
        handler.accept(message.at(now));
      }
      if (bundle != null) {
        handler.accept(new Event.RequestSubmitted(now, bundle));
      }
      any = true;
    }
    return any;
  }

  /** Parks the calling thread until something arrives, or for {@code nanos}. */
  void park(long nanos) {
    parked = Thread.currentThread();
    if (!signalled) {
      LockSupport.parkNanos(this, nanos);
    }
    parked = null;
    signalled = false;
  }

  /** Ends a {@link #park}, or makes the next one end at once. */
  void wake() {
    signalled = true;
    Thread sleeper = parked;
    if (sleeper != null) {
      LockSupport.unpark(sleeper);
    }
  }
}
