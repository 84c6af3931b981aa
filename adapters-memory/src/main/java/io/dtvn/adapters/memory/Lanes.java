package io.dtvn.adapters.memory;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The frames on their way over one link, in one direction: a queue for each lane, each with a limit
 * of its own, so that a flood of one kind, or of one peer, pushes out nothing but itself. Not
 * thread-safe.
 */
final class Lanes {

  private static final int KIB = 1024;

  /** Each frame counts a little more than its bytes, so that empty ones are bounded as well. */
  private static final int FRAME_COST_BYTES = 32;

  private final Map<Lane, Queue> queues = new EnumMap<>(Lane.class);

  Lanes() {
    for (Lane lane : Lane.values()) {
      queues.put(lane, new Queue(bytesMax(lane)));
    }
  }

  /** What a lane holds at most, in bytes. */
  static int bytesMax(Lane lane) {
    return switch (lane) {
      case VOTES -> 256 * KIB;
      case PROPOSALS -> 4096 * KIB;
      case REPAIR, REQUESTS -> 2048 * KIB;
    };
  }

  /** The largest frame that fits into an empty lane. */
  static int frameBytesMax(Lane lane) {
    return bytesMax(lane) - FRAME_COST_BYTES;
  }

  void add(Lane lane, Bytes frame) {
    queue(lane).add(frame);
  }

  /** The oldest frame of the lane, or null if it is empty. */
  @Nullable Bytes poll(Lane lane) {
    return queue(lane).poll();
  }

  private Queue queue(Lane lane) {
    Queue queue = queues.get(lane);
    if (queue == null) {
      throw new IllegalStateException("every lane has a queue");
    }
    return queue;
  }

  private static final class Queue {

    private final int bytesMax;
    private final Deque<Bytes> frames = new ArrayDeque<>();
    private int bytes;

    Queue(int bytesMax) {
      this.bytesMax = bytesMax;
    }

    void add(Bytes frame) {
      frames.add(frame);
      bytes += cost(frame);
      while (bytes > bytesMax) {
        poll();
      }
    }

    @Nullable Bytes poll() {
      Bytes frame = frames.poll();
      if (frame != null) {
        bytes -= cost(frame);
      }
      return frame;
    }

    private static int cost(Bytes frame) {
      return frame.length() + FRAME_COST_BYTES;
    }
  }
}
