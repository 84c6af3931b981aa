package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.ping.KeepAlive;
import java.time.Duration;

/**
 * What a host allows before it knows whom it talks to, and how patient it is.
 *
 * @param pendingMax connections from outside whose peer is not yet known
 * @param pendingReserve how many of these are left to places where validators have been seen
 * @param pendingPerSource how many of these one source may have
 * @param acceptsPerSecond what one source may open in the long run
 * @param acceptsAtOnce what one source may open in a burst
 * @param strangersPerSecond what all sources where no validator was seen may open together
 * @param dialsMax connections that we are trying to open
 * @param connectLimit how long to wait for a TCP connection
 * @param patience how long a connection has its place for certain; later it goes if another one
 *     needs it
 * @param keepAlive how to find out that a peer is gone
 */
record HostLimits(
    int pendingMax,
    int pendingReserve,
    int pendingPerSource,
    int acceptsPerSecond,
    int acceptsAtOnce,
    int strangersPerSecond,
    int dialsMax,
    Duration connectLimit,
    Duration patience,
    KeepAlive.Timing keepAlive) {

  static final HostLimits USUAL =
      new HostLimits(
          96,
          32,
          32,
          32,
          128,
          100,
          16,
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          KeepAlive.Timing.USUAL);

  HostLimits {
    if (pendingReserve >= pendingMax
        || pendingPerSource < 1
        || acceptsPerSecond < 1
        || strangersPerSecond < 1) {
      throw new IllegalArgumentException(
          "limits: want room for strangers, found %d of %d reserved, %d per source, %d per second"
              .formatted(pendingReserve, pendingMax, pendingPerSource, acceptsPerSecond));
    }
  }
}
