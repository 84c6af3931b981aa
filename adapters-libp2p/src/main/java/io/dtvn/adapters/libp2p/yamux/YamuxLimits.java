package io.dtvn.adapters.libp2p.yamux;

import java.time.Duration;

/**
 * What one peer may cost us.
 *
 * @param streamsMax streams that either side may have open at once, for each side
 * @param unacknowledgedMax streams of ours that the peer has not answered yet
 * @param receivedBytesMax bytes given to handlers and not consumed, over all streams; above it
 *     nothing is read from the connection
 * @param opensPerSecond streams that the peer may open in the long run; bursts of ten times as many
 * @param pingsPerSecond pings that the peer may send in the long run; bursts of ten times as many
 * @param idleFramesPerSecond frames that carry nothing, or belong to no stream; bursts likewise
 * @param negotiation how long the agreement on a protocol may take on a new stream
 * @param budget what the streams of all connections may take together
 */
public record YamuxLimits(
    int streamsMax,
    int unacknowledgedMax,
    int receivedBytesMax,
    int opensPerSecond,
    int pingsPerSecond,
    int idleFramesPerSecond,
    Duration negotiation,
    ReceiveBudget budget) {

  /** Limits for a validator's connections. */
  public static final YamuxLimits DEFAULT =
      new YamuxLimits(
          256, 256, 16 << 20, 100, 10, 1000, Duration.ofSeconds(10), ReceiveBudget.PROCESS);

  /** Checks that every limit leaves something. */
  public YamuxLimits {
    boolean sound =
        streamsMax > 0
            && unacknowledgedMax > 0
            && receivedBytesMax > 0
            && opensPerSecond > 0
            && pingsPerSecond > 0
            && idleFramesPerSecond > 0
            && negotiation.isPositive();
    if (!sound) {
      throw new IllegalArgumentException("yamux limits: want positive numbers");
    }
  }
}
