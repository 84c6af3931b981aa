package io.dtvn.adapters.libp2p.host;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Who may start a handshake with us: bounded in number and in rate, for each source and in all. A
 * part of the room is left to sources of which a validator has come, so that strangers cannot lock
 * validators out. Lives on the event loop.
 */
final class Admission {

  /** Sources whose rate is remembered; the one that was quiet for longest is forgotten first. */
  private static final int SOURCES_MAX = 1024;

  private static final double NANOS_PER_SECOND = 1e9;

  private final HostLimits limits;
  private final Map<Source, Integer> pending = new HashMap<>();
  private final Set<Source> trusted = new HashSet<>();
  private final LinkedHashMap<Source, Bucket> rates = new LinkedHashMap<>(16, 0.75f, true);
  private int pendingInAll;

  Admission(HostLimits limits) {
    this.limits = limits;
  }

  private record Bucket(double tokens, long nanos) {}

  /** Whether a connection from {@code source} may go on; then {@link #leaves} is called for it. */
  boolean admits(Source source, long nowNanos) {
    int room = limits.pendingMax() - (trusted.contains(source) ? 0 : limits.pendingReserve());
    int ofSource = pending.getOrDefault(source, 0);
    if (!takesToken(source, nowNanos)
        || pendingInAll >= room
        || ofSource >= limits.pendingPerSource()) {
      return false;
    }
    pending.put(source, ofSource + 1);
    pendingInAll++;
    return true;
  }

  /** A connection that was admitted has got its link, or has failed. */
  void leaves(Source source) {
    pending.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
    pendingInAll--;
  }

  /** A validator has come from there. */
  void trust(Source source) {
    if (trusted.size() < SOURCES_MAX) {
      trusted.add(source);
    }
  }

  int pending() {
    return pendingInAll;
  }

  private boolean takesToken(Source source, long nowNanos) {
    Bucket before = rates.getOrDefault(source, new Bucket(limits.acceptsAtOnce(), nowNanos));
    double earned = (nowNanos - before.nanos()) / NANOS_PER_SECOND * limits.acceptsPerSecond();
    double tokens = Math.min(before.tokens() + earned, limits.acceptsAtOnce());
    boolean takes = tokens >= 1;
    rates.put(source, new Bucket(takes ? tokens - 1 : tokens, nowNanos));
    if (rates.size() > SOURCES_MAX) {
      rates.pollFirstEntry();
    }
    return takes;
  }
}
