package io.dtvn.adapters.libp2p.lanes;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.out.PeerNetwork.Lane;

/** What fits into the lane of one peer. */
final class LaneLimits {

  private static final int KIB = 1024;

  /** Each frame counts a little more than its bytes, so that empty ones are bounded as well. */
  private static final int FRAME_COST_BYTES = 32;

  private LaneLimits() {}

  /** What a lane holds at most, in bytes. */
  static int bytesMax(Lane lane) {
    return switch (lane) {
      case VOTES -> 256 * KIB;
      case PROPOSALS -> 4096 * KIB;
      case REPAIR, REQUESTS -> 2048 * KIB;
    };
  }

  /** What a frame takes of its lane. */
  static int cost(Bytes frame) {
    return frame.length() + FRAME_COST_BYTES;
  }

  /** The largest frame of a lane: at most 1 MiB, and it fits into the lane. */
  static int frameBytesMax(Lane lane) {
    return Math.min(PeerNetwork.FRAME_BYTES_MAX, bytesMax(lane) - FRAME_COST_BYTES);
  }

  /**
   * Refuses what no peer would take.
   *
   * @throws IllegalArgumentException if {@code frame} is too large for {@code lane}
   */
  static void check(Lane lane, Bytes frame) {
    int max = frameBytesMax(lane);
    if (frame.length() > max) {
      throw new IllegalArgumentException(
          "frame in lane %s: want at most %d bytes, found %d".formatted(lane, max, frame.length()));
    }
  }
}
