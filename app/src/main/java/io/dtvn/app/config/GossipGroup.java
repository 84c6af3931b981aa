package io.dtvn.app.config;

import java.time.Duration;

/**
 * The group {@code gossip}; without effect in this version.
 *
 * @param fanout mesh degree, 0: derived from n; 0
 * @param ttl hop limit; 10
 * @param cacheSize entries of the seen-cache; 10,000
 * @param antiEntropyInterval time between digests; 5 s
 */
public record GossipGroup(int fanout, int ttl, int cacheSize, Duration antiEntropyInterval) {

  static final GossipGroup DEFAULT = new GossipGroup(0, 10, 10_000, Duration.ofSeconds(5));
}
