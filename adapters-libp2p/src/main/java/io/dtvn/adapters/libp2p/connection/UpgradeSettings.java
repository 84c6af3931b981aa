package io.dtvn.adapters.libp2p.connection;

import io.dtvn.adapters.libp2p.yamux.YamuxLimits;
import java.time.Duration;
import java.util.List;

/**
 * How connections are upgraded.
 *
 * @param deadline how long all of it may take, from the first byte to the muxer
 * @param earlyMuxers muxers offered within the handshake; empty: agreed on after it
 * @param limits what a peer may cost afterwards
 */
public record UpgradeSettings(Duration deadline, List<String> earlyMuxers, YamuxLimits limits) {

  /** The only muxer. */
  public static final String YAMUX = "/yamux/1.0.0";

  /** Ten seconds, yamux offered early. */
  public static final UpgradeSettings USUAL =
      new UpgradeSettings(Duration.ofSeconds(10), List.of(YAMUX), YamuxLimits.DEFAULT);

  /** Copies the list. */
  public UpgradeSettings {
    earlyMuxers = List.copyOf(earlyMuxers);
    if (!deadline.isPositive() || !List.of(YAMUX).containsAll(earlyMuxers)) {
      throw new IllegalArgumentException(
          "upgrade: want a positive deadline and no muxer but " + YAMUX);
    }
  }
}
