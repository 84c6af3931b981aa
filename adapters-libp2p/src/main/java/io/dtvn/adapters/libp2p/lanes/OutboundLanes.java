package io.dtvn.adapters.libp2p.lanes;

import io.dtvn.adapters.libp2p.meters.LaneMeters;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The frames on their way to one peer: a bounded queue for each lane, which outlives a change of
 * connections. Sending puts a frame into its queue and wakes the event loop at most once for a
 * burst; the event loop writes while the streams take bytes, votes first. Thread-safe.
 */
public final class OutboundLanes {

  private final Digest genesisHash;
  private final LaneMeters meters;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Lane, LaneQueue> queues = new EnumMap<>(Lane.class);
  private final AtomicBoolean wakened = new AtomicBoolean();
  private volatile @Nullable LaneWriter writer;

  /** Lanes of the network {@code genesisHash} with nothing in them and no connection. */
  public OutboundLanes(Digest genesisHash, LaneMeters meters) {
    this.genesisHash = genesisHash;
    this.meters = meters;
    for (Lane lane : Lane.values()) {
      queues.put(lane, new LaneQueue(LaneLimits.bytesMax(lane)));
    }
  }

  /**
   * Refuses what no peer would take.
   *
   * @throws IllegalArgumentException if {@code frame} is too large for {@code lane}
   */
  public static void check(Lane lane, Bytes frame) {
    LaneLimits.check(lane, frame);
  }

  /** Queues a checked frame, on any thread, and does not wait; dropped without a connection. */
  public void send(Lane lane, Bytes frame) {
    LaneWriter current = writer;
    if (current == null) {
      return;
    }
    lock.lock();
    try {
      meters.dropped(lane, queue(lane).add(frame));
    } finally {
      lock.unlock();
    }
    if (wakened.compareAndSet(false, true)) {
      current.connection().executor().execute(this::write);
    }
  }

  /** Opens the lanes on a connection; what is queued goes there from now on. On the event loop. */
  public void attach(Connection connection, LaneEvents events) {
    LaneWriter opened = new LaneWriter(connection, events, this::write);
    writer = opened;
    opened.open(genesisHash);
  }

  /** Forgets the connection and what is queued. On the event loop. */
  public void detach() {
    writer = null;
    lock.lock();
    try {
      queues.values().forEach(LaneQueue::clear);
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    wakened.set(false); // first: whoever queues from now on wakes again
    LaneWriter current = writer;
    if (current != null) {
      try {
        current.write(this::poll, meters);
      } catch (RuntimeException | Error e) { // the event loop would only log it
        current.connection().fail(e);
      }
    }
  }

  private @Nullable Bytes poll(Lane lane) {
    lock.lock();
    try {
      return queue(lane).poll();
    } finally {
      lock.unlock();
    }
  }

  private LaneQueue queue(Lane lane) {
    LaneQueue queue = queues.get(lane);
    if (queue == null) {
      throw new IllegalStateException("every lane has a queue");
    }
    return queue;
  }
}
