package io.dtvn.adapters.libp2p.yamux;

import io.netty.util.concurrent.Ticker;

/** A rate with bursts of ten seconds' worth. Not thread-safe. */
final class TokenBucket {

  private static final int BURST_SECONDS = 10;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Ticker ticker;
  private final int perSecond;
  private double tokens;
  private long lastNanos;

  TokenBucket(int perSecond, Ticker ticker) {
    this.ticker = ticker;
    this.perSecond = perSecond;
    this.tokens = (double) perSecond * BURST_SECONDS;
    this.lastNanos = ticker.nanoTime();
  }

  /** Takes one token; false if there is none. */
  boolean tryTake() {
    long now = ticker.nanoTime();
    double earned = (now - lastNanos) / NANOS_PER_SECOND * perSecond;
    tokens = Math.min((double) perSecond * BURST_SECONDS, tokens + earned);
    lastNanos = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}
