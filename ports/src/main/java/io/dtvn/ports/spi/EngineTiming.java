package io.dtvn.ports.spi;

import java.time.Duration;

/**
 * Local delays and reserves of an engine: they may differ between validators and decide nothing
 * about safety.
 *
 * @param batchDelay how long a busy primary gathers requests
 * @param statusActive T_status while something is outstanding
 * @param statusIdle T_status otherwise
 * @param lag T_lag: how long without progress behind a peer before catching up
 * @param forwardAfter T_fwd: age at which a pending request is forwarded to the primary
 * @param requestTimeout T_req: further age at which it is overdue
 * @param poolBytes pending requests in total; an n-th of it is reserved for each gateway
 */
public record EngineTiming(
    Duration batchDelay,
    Duration statusActive,
    Duration statusIdle,
    Duration lag,
    Duration forwardAfter,
    Duration requestTimeout,
    int poolBytes) {

  /** Defaults for a local network. */
  public static final EngineTiming LAN =
      new EngineTiming(
          Duration.ofMillis(1),
          Duration.ofMillis(150),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofMillis(300),
          Duration.ofMillis(600),
          32 * 1024 * 1024);
}
