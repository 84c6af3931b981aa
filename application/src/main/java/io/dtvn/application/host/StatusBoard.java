package io.dtvn.application.host;

import io.dtvn.application.peering.Peering;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.out.Clock;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.out.OrderingStatus.Check;
import io.dtvn.ports.out.OrderingStatus.Report;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.spi.Effect.Publish;
import io.dtvn.ports.spi.Event.OwnCheckpoint;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a host says of itself, read at any time by any thread. Written by the loop. */
final class StatusBoard {

  private final ValidatorSet members;
  private final Neighbours neighbours;
  private final Peering peering;
  private final Clock clock;
  private final Duration overdue;
  private final Optional<String> notWhole;
  private volatile @Nullable Publish published;
  private volatile OwnCheckpoint checkpoint;
  private volatile @Nullable Throwable failure;
  private volatile long executed;
  private volatile boolean recovered;
  private volatile boolean draining;
  private volatile boolean closed;

  StatusBoard(HostParts parts) {
    this.members = parts.members();
    this.neighbours = new Neighbours(parts);
    this.peering = parts.peering();
    this.clock = parts.clock();
    this.checkpoint = new OwnCheckpoint(0, parts.genesisRoot());
    this.overdue = parts.timing().forwardAfter().plus(parts.timing().requestTimeout());
    this.notWhole = parts.journal().notWhole();
  }

  /** What the others say of themselves. */
  Neighbours neighbours() {
    return neighbours;
  }

  /** The newest batch that the executor has stored. */
  long executed() {
    return executed;
  }

  void published(Publish newest) {
    published = newest;
  }

  /** What the engine published last; null before its first step. */
  @Nullable Publish published() {
    return published;
  }

  void checkpointed(OwnCheckpoint newest) {
    checkpoint = newest;
  }

  /** The executor has stored batch {@code sequence}: its callers may know of it by now. */
  void executed(long sequence) {
    executed = sequence;
  }

  void recovered() {
    recovered = true;
  }

  void drains() {
    draining = true;
  }

  /** From now on no bundle is taken. */
  void closes() {
    draining = true;
    closed = true;
  }

  /** Takes down why the host stops; false if it has stopped before. */
  synchronized boolean failed(Throwable cause) {
    if (failure != null) {
      return false;
    }
    failure = cause;
    return true;
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** Whether bundles are taken. */
  boolean isOpen() {
    return failure == null && !closed && published != null;
  }

  /** Why no bundle is taken. */
  String closedBecause() {
    if (failure != null) {
      return "the validator has stopped: " + words(failure);
    }
    return closed ? "the validator is stopping" : "the validator is starting";
  }

  OrderingStatus status() {
    Publish now = published;
    NavigableSet<Integer> connected = peering.connectedMembers();
    return new OrderingStatus(
        now == null ? Standing.ASKING : now.standing(),
        now == null ? 0 : now.epoch(),
        now == null ? 0 : now.view(),
        members.at(now == null ? members.primaryOf(0) : now.primary()).id(),
        executed,
        now == null ? 0 : now.low(),
        checkpoint.stateRoot(),
        checkpoint.sequence(),
        connected.size(),
        now == null ? 0 : now.pending(),
        List.of(
            new Check("running", runningObjection(now)),
            new Check("keys", ""), // a node without its key does not come this far
            new Check("storage", failure instanceof StorageException f ? words(f) : ""),
            new Check("quorum", quorumObjection(connected, now)),
            new Check("standing", standingObjection(now), standingRemark(now)),
            new Check("primary", primaryObjection(connected, now)),
            new Check("executing", executingObjection(now)),
            new Check("draining", draining ? "stops soon, or is stopping" : "")),
        neighbours.all(connected, own(now)));
  }

  private Optional<Report> own(@Nullable Publish now) {
    return Optional.ofNullable(now)
        .map(p -> new Report(p.standing(), p.view(), p.low(), executed, 0));
  }

  private String runningObjection(@Nullable Publish now) {
    if (failure != null) {
      return "stopped: " + words(failure);
    }
    return now == null ? "starts" : "";
  }

  private String primaryObjection(NavigableSet<Integer> connected, @Nullable Publish now) {
    return now == null ? "" : neighbours.primaryObjection(now.primary(), connected, now.standing());
  }

  private String quorumObjection(NavigableSet<Integer> connected, @Nullable Publish now) {
    int needed = members.quorum().quorum();
    return connected.size() >= needed
        ? neighbours.votersObjection(connected, now == null ? Standing.ASKING : now.standing())
        : "connected to %d of %d validators, this one included; want %d"
            .formatted(connected.size(), members.size(), needed);
  }

  private String standingObjection(@Nullable Publish now) {
    return now != null && now.standing() == Standing.ASKING
        ? "asks its peers which of its votes they hold; does not vote yet"
        : "";
  }

  /** A learner takes writes and reads like any other; only its vote is missing. */
  private String standingRemark(@Nullable Publish now) {
    return now == null || now.standing() != Standing.LEARNER
        ? ""
        : "learner: may not vote in this epoch, since "
            + notWhole
                .map(why -> "in its journal " + why)
                .orElse("its peers hold votes of it that its journal lacks");
  }

  private String executingObjection(@Nullable Publish now) {
    if (!recovered) {
      return "executes what its journal holds";
    }
    if (neighbours.isFarBehind(executed)) {
      return "catching up: at seq %d of %d"
          .formatted(executed, neighbours.certainlyExecutedElsewhere());
    }
    if (now == null || now.oldestPendingMillis() < 0) {
      return "";
    }
    long age = clock.monotonicMillis() - now.oldestPendingMillis();
    return age <= overdue.toMillis()
        ? ""
        : "%d requests wait, the oldest for %d ms".formatted(now.pending(), age);
  }

  private static String words(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
