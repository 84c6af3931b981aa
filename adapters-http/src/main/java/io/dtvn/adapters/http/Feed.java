package io.dtvn.adapters.http;

import io.dtvn.ports.in.WatchTickets.TicketChange;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest frames in a ring, read by every client at its own pace. Telling of a change costs the
 * node's thread one slot and at most one task for each event loop, however many clients there are.
 */
final class Feed {

  /** Frames that are kept; a client that falls behind them all has lost some and is dropped. */
  static final int FRAMES = 1 << 14;

  private static final long GOODBYE_MILLIS = 1_000;

  private final AtomicReferenceArray<byte[]> ring = new AtomicReferenceArray<>(FRAMES);
  private final Map<EventLoop, Readers> readers = new ConcurrentHashMap<>();
  private final AtomicInteger clients = new AtomicInteger();

  /** Frames told so far; written under this object's lock only. */
  private volatile long head;

  /** Tells every client of {@code change}. Never blocks for long. */
  void tell(TicketChange change) {
    if (clients.get() > 0) {
      List<byte[]> frames = Frames.of(change);
      synchronized (this) {
        for (byte[] frame : frames) {
          ring.set((int) (head % FRAMES), frame);
          head = head + 1;
        }
      }
      readers.values().forEach(Readers::wake);
    }
  }

  /** The number of the next frame. */
  long head() {
    return head;
  }

  /** Frame {@code number}; if it was overwritten meanwhile, {@link #head} has moved on by then. */
  byte[] frame(long number) {
    return ring.get((int) (number % FRAMES));
  }

  int clients() {
    return clients.get();
  }

  /** Adds {@code client}, which lives on {@code loop}, unless there are {@code clientsMax}. */
  boolean add(EventLoop loop, FeedClient client, int clientsMax) {
    if (clients.incrementAndGet() > clientsMax) {
      clients.decrementAndGet();
      return false;
    }
    readers.computeIfAbsent(loop, Readers::new).clients.add(client);
    return true;
  }

  void remove(EventLoop loop, FeedClient client) {
    Readers there = readers.get(loop);
    if (there != null && there.clients.remove(client)) {
      clients.decrementAndGet();
    }
  }

  /** Says goodbye to every client, and waits until that is said. Not on an event loop. */
  void close() {
    List<Future<?>> goodbyes = new ArrayList<>();
    readers.forEach((loop, there) -> goodbyes.add(loop.submit(there::close)));
    goodbyes.forEach(goodbye -> goodbye.awaitUninterruptibly(GOODBYE_MILLIS));
  }

  /** The clients of one event loop. */
  private static final class Readers {

    private final EventLoop loop;
    private final Set<FeedClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean awake = new AtomicBoolean();

    Readers(EventLoop loop) {
      this.loop = loop;
    }

    void wake() {
      if (!clients.isEmpty() && awake.compareAndSet(false, true)) {
        loop.execute(this::read);
      }
    }

    private void read() {
      awake.set(false);
      clients.forEach(FeedClient::read);
    }

    void close() {
      clients.forEach(FeedClient::end);
    }
  }
}
