package io.dtvn.consensus.pbft.normal;

import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ledger.BundleWindow;
import io.dtvn.domain.membership.ValidatorSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The pending bundles of all gateways, one reserve of bytes for each so that nobody crowds another
 * one out, and what is known of executed ones.
 */
public final class RequestPool {

  /** One bundle counts an eighth in the usual wait. */
  private static final int WEIGHT = 8;

  private final ValidatorSet gateways;
  private final List<GatewayQueue> queues = new ArrayList<>();
  private final LinkedHashMap<BundleId, Pending> byArrival = new LinkedHashMap<>();
  private int turn;
  private long usualWaitMillis;

  RequestPool(ValidatorSet gateways, int poolBytes) {
    this.gateways = gateways;
    for (int i = 0; i < gateways.size(); i++) {
      queues.add(new GatewayQueue(poolBytes / gateways.size()));
    }
  }

  /** How many bundles are pending. */
  public int size() {
    return byArrival.size();
  }

  /** Monotonic time at which the oldest pending bundle came; empty: none is pending. */
  public OptionalLong oldestSinceMillis() {
    return byArrival.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(byArrival.firstEntry().getValue().sinceMillis());
  }

  /**
   * The bundles that came by monotonic time {@code millis}: gateways take turns, lowest numbers
   * first, so that no gateway keeps the others from being helped.
   */
  public List<Bundle> pendingSince(long millis) {
    List<Iterator<Bundle>> rest = new ArrayList<>();
    for (GatewayQueue queue : queues) {
      rest.add(queue.pendingSince(millis).iterator());
    }
    List<Bundle> inTurns = new ArrayList<>();
    while (!rest.isEmpty()) {
      rest.removeIf(bundles -> !bundles.hasNext());
      rest.forEach(bundles -> inTurns.add(bundles.next()));
    }
    return inTurns;
  }

  /** How long bundles have waited lately until they were executed, ms. */
  public long usualWaitMillis() {
    return usualWaitMillis;
  }

  /** What speaks against {@code bundle} at {@code wallMillis}; changes nothing. */
  Optional<Reason> objectionTo(Bundle bundle, long wallMillis) {
    OptionalInt gateway = gateways.indexOf(bundle.id().gateway());
    if (gateway.isEmpty()) {
      return Optional.of(Reason.UNKNOWN_GATEWAY);
    }
    Optional<Reason> objection = queues.get(gateway.getAsInt()).objectionTo(bundle);
    boolean expired = GatewayQueue.isExpired(bundle, wallMillis);
    return objection.isEmpty() && expired ? Optional.of(Reason.EXPIRED) : objection;
  }

  /** Adds a bundle to which nothing objects, and says which of its gateway had to go for it. */
  List<BundleId> add(Bundle bundle, long monotonicMillis) {
    Pending fresh = new Pending(bundle, monotonicMillis);
    List<BundleId> evicted =
        queueOf(bundle.id())
            .orElseThrow(
                () -> new IllegalStateException("bundle: want a member's, found " + bundle))
            .add(fresh)
            .stream()
            .map(gone -> gone.bundle().id())
            .toList();
    evicted.forEach(byArrival::remove);
    byArrival.put(bundle.id(), fresh);
    return evicted;
  }

  /** Whether no bundle waits to be proposed. */
  boolean isDrained() {
    return queues.stream().allMatch(q -> q.waitingSize().isEmpty());
  }

  /** Whether the bundles that wait to be proposed fill a batch. */
  boolean fillsBatch() {
    BatchSize sum = new BatchSize();
    queues.forEach(q -> sum.add(q.waitingSize()));
    return sum.isFull();
  }

  /** Takes bundles for one batch: gateways take turns, each gives its lowest number first. */
  List<Bundle> take() {
    List<Bundle> taken = new ArrayList<>();
    BatchSize size = new BatchSize();
    int passes = 0; // turns since somebody gave one
    while (passes < queues.size()) {
      GatewayQueue queue = queues.get(turn);
      turn = (turn + 1) % queues.size();
      Optional<Bundle> next = queue.first().filter(size::hasRoomFor);
      if (next.isPresent()) {
        taken.add(next.get());
        size.add(next.get());
        queue.propose(next.get().id().number());
        passes = 0;
      } else {
        passes++;
      }
    }
    return taken;
  }

  /** Notes that {@code bundles} are in a proposal that an earlier life of this replica made. */
  void proposedBefore(List<Bundle> bundles) {
    for (Bundle bundle : bundles) {
      queueOf(bundle.id()).ifPresent(q -> q.propose(bundle.id().number()));
    }
  }

  /** Starts with the ledger's tables. */
  void startWith(List<BundleWindow> executed) {
    for (BundleWindow table : executed) {
      for (BundleWindow.Entry entry : table.entries()) {
        executed(new BundleId(table.gateway(), entry.number()));
      }
    }
  }

  /** Notes how long {@code id} has waited, if it is pending. */
  void measure(BundleId id, long nowMillis) {
    Pending pending = byArrival.get(id);
    if (pending != null) {
      usualWaitMillis += (nowMillis - pending.sinceMillis() - usualWaitMillis) / WEIGHT;
    }
  }

  /** Notes that {@code id} was executed. What has become too old by that is pending no more. */
  void executed(BundleId id) {
    forget(id);
    queueOf(id)
        .ifPresent(
            queue -> {
              queue.execute(id.number());
              queue.tooOld().forEach(old -> forget(old.bundle().id()));
            });
  }

  /**
   * Forgets what must not be executed at {@code wallMillis}: it would wait for ever, since nobody
   * proposes it.
   */
  public void dropExpired(long wallMillis) {
    for (GatewayQueue queue : queues) {
      queue.expiredAt(wallMillis).forEach(expired -> forget(expired.bundle().id()));
    }
  }

  /** {@code id} is pending no more, whatever its payload or outcome was. */
  void forget(BundleId id) {
    queueOf(id).ifPresent(q -> q.forget(id.number()));
    byArrival.remove(id);
  }

  private Optional<GatewayQueue> queueOf(BundleId id) {
    OptionalInt gateway = gateways.indexOf(id.gateway());
    return gateway.isEmpty() ? Optional.empty() : Optional.of(queues.get(gateway.getAsInt()));
  }
}
