package io.dtvn.adapters.libp2p.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may start a handshake with us: bounded in number and in rate, for each source and in all. A
 * part of the room is left to sources of which a validator has come, or where the configuration
 * says that one is, so that strangers cannot lock validators out. Whoever holds a place for long
 * without a handshake loses it to the next one. Lives on the event loop.
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

  /** In the order of their age. */
  private final Set<Place> places = new LinkedHashSet<>();

  private final Map<Source, Integer> pending = new HashMap<>();
  private final Map<Object, List<Source>> trusted = new HashMap<>();
  private final LinkedHashMap<Source, Bucket> rates = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Bucket strangers;

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

  /** Who has a place. */
  interface Holder {

    /** Whether its handshake has not come far enough to be worth a place. */
    boolean mayGo();

    /** It loses its place. */
    void goes();
  }

  /** The place of one connection, since {@code sinceNanos}. */
  record Place(Source source, long sinceNanos, Holder holder) {

    /** Each place is another one. */
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /**
   * A place for a connection from {@code source}; empty: it may not go on. If there is no room, it
   * gets the place of the one that has been slow for longest.
   */
  Optional<Place> admit(Source source, long nowNanos, Holder holder) {
    boolean isTrusted = isTrusted(source);
    if (!takesToken(source, nowNanos)) {
      return Optional.empty();
    }
    Optional<Place> slow = Optional.empty();
    if (!fits(source, isTrusted, Optional.empty())) {
      slow = slowest(source, isTrusted, nowNanos);
      if (slow.isEmpty()) {
        return Optional.empty();
      }
    }
    if (!isTrusted && !takesStrangersToken(nowNanos)) {
      return Optional.empty();
    }
    slow.ifPresent(this::evict);
    Place place = new Place(source, nowNanos, holder);
    places.add(place);
    pending.merge(source, 1, Integer::sum);
    return Optional.of(place);
  }

  private void evict(Place place) {
    leaves(place);
    place.holder().goes();
  }

  /** The oldest place that may go and whose end makes room; nobody takes a validator's place. */
  private Optional<Place> slowest(Source source, boolean isTrusted, long nowNanos) {
    return places.stream()
        .takeWhile(place -> nowNanos - place.sinceNanos() >= limits.patience().toNanos())
        .filter(place -> place.source().equals(source) || !isTrusted(place.source()))
        .filter(place -> fits(source, isTrusted, Optional.of(place)))
        .filter(place -> place.holder().mayGo())
        .findFirst();
  }

  /** Whether there is room, or would be without {@code gone}. */
  private boolean fits(Source source, boolean isTrusted, Optional<Place> gone) {
    boolean ofSource = gone.map(place -> place.source().equals(source)).orElse(false);
    int others = pending.getOrDefault(source, 0) - (ofSource ? 1 : 0);
    return others < room(isTrusted, places.size() - (gone.isPresent() ? 1 : 0));
  }

  /** A connection that was admitted has got its link, or has failed. */
  void leaves(Place place) {
    if (places.remove(place)) {
      pending.computeIfPresent(place.source(), (_, count) -> count == 1 ? null : count - 1);
    }
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

  /** How many one source may have while there are {@code pendingInAll}. */
  private int room(boolean isTrusted, int pendingInAll) {
    if (pendingInAll < limits.pendingMax() - limits.pendingReserve()) {
      return limits.pendingPerSource();
    }
    boolean hasRoom = isTrusted && pendingInAll < limits.pendingMax();
    return hasRoom ? Math.ceilDiv(limits.pendingReserve(), RESERVE_PARTS) : 0;
  }

  int pending() {
    return places.size();
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
