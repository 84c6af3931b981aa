package io.dtvn.adapters.libp2p.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may start a handshake with us: bounded in number and in rate, for each source and in all. A
 * part of the room is left to sources of which a validator has come, or where the configuration
 * says that one is, so that strangers cannot lock validators out. Lives on the event loop.
 */
final class Admission {

  /** Sources whose rate is remembered; the one that was quiet for longest is forgotten first. */
  private static final int SOURCES_MAX = 1024;

  /** Sources that one validator or one setting may vouch for; the newest count. */
  private static final int TRUSTED_EACH = 2;

  /** One source may have this part of the room that is kept from strangers. */
  private static final int RESERVE_PARTS = 4;

  private static final double NANOS_PER_SECOND = 1e9;

  private final HostLimits limits;
  private final Map<Source, Integer> pending = new HashMap<>();
  private final Map<Object, List<Source>> trusted = new HashMap<>();
  private final LinkedHashMap<Source, Bucket> rates = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Bucket strangers;
  private int pendingInAll;

  Admission(HostLimits limits) {
    this.limits = limits;
  }

  private record Bucket(double tokens, long nanos) {

    Bucket filled(long nowNanos, int perSecond, int atOnce) {
      double earned = (nowNanos - nanos) / NANOS_PER_SECOND * perSecond;
      return new Bucket(Math.min(tokens + earned, atOnce), nowNanos);
    }

    boolean hasToken() {
      return tokens >= 1;
    }

    Bucket less() {
      return new Bucket(tokens - 1, nanos);
    }
  }

  /** Whether a connection from {@code source} may go on; then {@link #leaves} is called for it. */
  boolean admits(Source source, long nowNanos) {
    boolean isTrusted = isTrusted(source);
    int ofSource = pending.getOrDefault(source, 0);
    if (!takesToken(source, nowNanos)
        || ofSource >= room(isTrusted)
        || (!isTrusted && !takesStrangersToken(nowNanos))) {
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

  /**
   * A validator has come from there, or is said to be there.
   *
   * @param voucher the validator's key, or the address in the configuration
   */
  void trust(Object voucher, Source source) {
    List<Source> sources = trusted.computeIfAbsent(voucher, _ -> new ArrayList<>());
    sources.remove(source);
    sources.addLast(source);
    if (sources.size() > TRUSTED_EACH) {
      sources.removeFirst();
    }
  }

  private boolean isTrusted(Source source) {
    return trusted.values().stream().anyMatch(sources -> sources.contains(source));
  }

  /** How many one source may have now. */
  private int room(boolean isTrusted) {
    if (pendingInAll < limits.pendingMax() - limits.pendingReserve()) {
      return limits.pendingPerSource();
    }
    boolean hasRoom = isTrusted && pendingInAll < limits.pendingMax();
    return hasRoom ? Math.ceilDiv(limits.pendingReserve(), RESERVE_PARTS) : 0;
  }

  int pending() {
    return pendingInAll;
  }

  private boolean takesToken(Source source, long nowNanos) {
    Bucket now =
        rates
            .getOrDefault(source, new Bucket(limits.acceptsAtOnce(), nowNanos))
            .filled(nowNanos, limits.acceptsPerSecond(), limits.acceptsAtOnce());
    boolean takes = now.hasToken();
    rates.put(source, takes ? now.less() : now);
    if (rates.size() > SOURCES_MAX) {
      rates.pollFirstEntry();
    }
    return takes;
  }

  private boolean takesStrangersToken(long nowNanos) {
    int perSecond = limits.strangersPerSecond();
    Bucket before = strangers == null ? new Bucket(perSecond, nowNanos) : strangers;
    Bucket now = before.filled(nowNanos, perSecond, perSecond);
    boolean takes = now.hasToken();
    strangers = takes ? now.less() : now;
    return takes;
  }
}
