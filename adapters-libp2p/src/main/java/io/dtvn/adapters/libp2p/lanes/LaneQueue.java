package io.dtvn.adapters.libp2p.lanes;

import io.dtvn.domain.codec.Bytes;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Frames of one lane that wait to be sent. Not thread-safe. */
final class LaneQueue {

  private final int bytesMax;
  private final Deque<Bytes> frames = new ArrayDeque<>();
  private int bytes;

  LaneQueue(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Adds a frame and says how many older ones were dropped for it. */
  int add(Bytes frame) {
    frames.add(frame);
    bytes += LaneLimits.cost(frame);
    int dropped = 0;
    while (bytes > bytesMax) {
      poll();
      dropped++;
    }
    return dropped;
  }

  /** The oldest frame, or null if there is none. */
  @Nullable Bytes poll() {
    Bytes frame = frames.poll();
    if (frame != null) {
      bytes -= LaneLimits.cost(frame);
    }
    return frame;
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  void clear() {
    frames.clear();
    bytes = 0;
  }
}
