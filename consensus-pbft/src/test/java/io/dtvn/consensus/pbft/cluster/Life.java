package io.dtvn.consensus.pbft.cluster;

import io.dtvn.consensus.pbft.PbftEngineProvider;
import io.dtvn.consensus.pbft.verify.CertificateVerifier;
import io.dtvn.consensus.pbft.verify.Verifiers;
import io.dtvn.consensus.pbft.wire.Wire;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.ports.crypto.Verifier;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.spi.ConsensusEngine;
import io.dtvn.ports.spi.ConsensusEngineProvider.EngineConfig;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Event;
import io.dtvn.ports.spi.MessageVerifier;
import io.dtvn.ports.spi.MessageVerifier.BundleVerdict;
import io.dtvn.ports.spi.MessageVerifier.Verdict;
import io.dtvn.ports.spi.Moment;
import io.dtvn.ports.spi.TimerId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One process of a validator, from start to crash: the loop around an engine. It carries effects
 * out in list order; a record stops everything behind it until a sync has ended.
 */
final class Life {

  private final World world;
  private final SimulatedNode node;
  private final ConsensusEngine engine;
  private final MessageVerifier verifier;
  private final CertificateVerifier certificates;
  private final SimulatedExecutor executor;
  private final GatewayRoom gateway;
  private final Deque<Due> due = new ArrayDeque<>();
  private final Map<TimerId, Long> timers = new HashMap<>();
  private final long startMicros;
  private final long nonce;
  private long timersStarted;
  private boolean syncing;
  private boolean over;
  private Effect.@Nullable Publish published;

  /** An effect that waits for its turn. */
  private static final class Due {
    private final Effect effect;
    private boolean durable;

    Due(Effect effect) {
      this.effect = effect;
    }

    boolean writes() {
      return effect instanceof Effect.Persist || effect instanceof Effect.CheckpointStable;
    }
  }

  Life(World world, SimulatedNode node, long nonce) {
    this.world = world;
    this.node = node;
    this.nonce = nonce;
    this.startMicros = world.timeline().nowMicros();
    EngineConfig config = world.network().config(node.member(), world.plan().timing());
    PbftEngineProvider provider = new PbftEngineProvider();
    Verifier signatures =
        world.plan().defect() == Defect.SIGNATURES_UNCHECKED
            ? (_, _, _) -> true
            : world.network().verifier();
    this.engine = provider.engine(config, world.network().signers().get(node.member()));
    this.verifier = provider.verifier(config, signatures);
    this.certificates = Verifiers.certificates(config, signatures);
    this.executor = new SimulatedExecutor(world, node, this);
    this.gateway = new GatewayRoom(world, node, this);
  }

  void start() {
    Event.Start start = new Event.Start(node.disk().isWhole(), nonce);
    handle(new Event.Started(now(), node.disk().journal(), start, node.disk().position()));
    executor.resume();
  }

  /** Nothing of this process happens any more. */
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  GatewayRoom gateway() {
    return gateway;
  }

  SimulatedExecutor executor() {
    return executor;
  }

  /** What the engine published last. */
  Optional<Effect.Publish> published() {
    return Optional.ofNullable(published);
  }

  Moment now() {
    return new Moment(
        1_000 + (world.timeline().nowMicros() - startMicros) / 1000, node.wallMillis());
  }

  void onConnected(int peer) {
    handle(new Event.PeerConnected(now(), peer));
  }

  void onFrame(int from, HostFrame frame) {
    switch (frame) {
      case HostFrame.Engine(Bytes bytes) -> onEngineFrame(from, bytes);
      case HostFrame.Result(long sequence, Digest root) ->
          executor.results().onReceived(from, sequence, root);
      case HostFrame.ArchiveQuestion(long first) -> answerArchive(from, first);
      case HostFrame.ArchiveAnswer(var batches) ->
          batches.forEach(
              claimed ->
                  certificates
                      .verify(claimed)
                      .ifPresent(batch -> handle(new Event.Fetched(now(), batch))));
    }
  }

  /** The own gateway asks for {@code bundle} to be ordered. */
  void submit(Bundle bundle) {
    if (verifier.verify(bundle) instanceof BundleVerdict.Accepted(var verified)) {
      handle(new Event.RequestSubmitted(now(), verified));
    } else {
      throw new Violation("own bundle: want it to pass every check, found " + bundle);
    }
  }

  /** Lets the engine take in {@code event}. */
  void handle(Event event) {
    if (over) {
      return;
    }
    List<Effect> effects;
    try {
      effects = engine.handle(event);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new Violation("validator %d broke on %s".formatted(node.member(), event), e);
    }
    world.timeline().note(effects.size());
    world.observer().onStep(node, this, effects);
    for (Effect effect : effects) {
      if (leavesEarly(effect)) {
        perform(effect);
      } else {
        due.add(new Due(effect));
      }
    }
    carryOut();
  }

  private void onEngineFrame(int from, Bytes bytes) {
    Verdict verdict = verifier.verify(from, laneOf(bytes), bytes);
    if (verdict instanceof Verdict.Accepted(var message)) {
      handle(new Event.MessageReceived(now(), from, message));
      node.liar().ifPresent(liar -> liar.onHeard(message.value()));
    } else if (verdict instanceof Verdict.Rejected(String reason, boolean byFault)) {
      world.observer().onRejected(from, reason, byFault);
    }
  }

  /** The links here have no lanes: everything comes where it belongs. */
  private static Lane laneOf(Bytes bytes) {
    try {
      return Wire.decode(bytes).lane();
    } catch (MalformedException e) {
      return Lane.VOTES;
    }
  }

  private boolean leavesEarly(Effect effect) {
    return world.plan().defect() == Defect.SENDS_BEFORE_SYNC
        && (effect instanceof Effect.Broadcast || effect instanceof Effect.Send);
  }

  private void carryOut() {
    while (!over && !syncing && !due.isEmpty()) {
      Due next = due.getFirst();
      if (next.writes() && !next.durable) {
        startSync();
      } else {
        due.removeFirst();
        perform(next.effect);
        crashIf(node.dies(world.plan().crashes().perEffect()));
      }
    }
  }

  /** Writes what waits, or the first record alone, and syncs it; crashes may come in between. */
  private void startSync() {
    List<Due> batch = new ArrayList<>();
    for (Due waiting : due) {
      if (waiting.writes() && (batch.isEmpty() || world.plan().crashes().groupCommit())) {
        batch.add(waiting);
        write(waiting.effect);
      }
    }
    double perSync = world.plan().crashes().perSync();
    if (node.dies(perSync)) {
      node.crash();
      return;
    }
    syncing = true;
    long mark = node.disk().written();
    long micros = world.random().disk().nextLong(50, 3_000);
    world
        .timeline()
        .after(
            micros,
            () -> {
              if (over) {
                return;
              }
              if (node.dies(perSync)) {
                node.crash(); // while the sync runs: some of it may be there
                return;
              }
              node.disk().sync(mark);
              syncing = false;
              batch.forEach(d -> d.durable = true);
              crashIf(node.dies(perSync));
              carryOut();
            });
  }

  private void write(Effect effect) {
    if (effect instanceof Effect.Persist(Bytes record, long sequence)) {
      node.disk().append(record, sequence);
    } else if (effect instanceof Effect.CheckpointStable stable) {
      node.disk().cut(stable.sequence(), stable.keep());
    }
  }

  private void crashIf(boolean dies) {
    if (dies) {
      node.crash();
    }
  }

  private void perform(Effect effect) {
    world.observer().onPerformed(node, effect);
    switch (effect) {
      case Effect.Persist _, Effect.CheckpointStable _, Effect.Discard _ -> {}
      case Effect.Send(int to, var message) -> send(to, new HostFrame.Engine(message.encoded()));
      case Effect.Broadcast broadcast -> broadcast(broadcast);
      case Effect.Refused(var id, var reason) -> gateway.onRefused(id, reason);
      case Effect.Execute(var batch) -> executor.execute(batch);
      case Effect.CatchUp(long from, int peer) -> send(peer, new HostFrame.ArchiveQuestion(from));
      case Effect.TakeCheckpoint(long sequence) -> executor.takeCheckpoint(sequence);
      case Effect.ResendResults(int to, long from) -> executor.results().resend(to, from);
      case Effect.StartTimer(TimerId id, long atMillis) -> startTimer(id, atMillis);
      case Effect.StopTimer(TimerId id) -> timers.remove(id);
      case Effect.Publish newest -> {
        published = newest;
        verifier.onPublished(newest);
      }
      case Effect.ReportMisbehaviour _, Effect.PeerReported _, Effect.Reached _ -> {}
      case Effect.Stop(String reason) -> {
        if (node.isCorrect()) {
          throw new Violation("validator %d stopped: %s".formatted(node.member(), reason));
        }
      }
    }
  }

  private void broadcast(Effect.Broadcast broadcast) {
    HostFrame honest = new HostFrame.Engine(broadcast.message().encoded());
    for (int peer = 0; peer < world.network().size(); peer++) {
      int to = peer;
      HostFrame frame =
          node.liar().flatMap(liar -> liar.insteadOf(broadcast.message(), to)).orElse(honest);
      send(peer, frame);
    }
  }

  /** Sends {@code frame}, but not to this validator itself. */
  void send(int peer, HostFrame frame) {
    if (peer != node.member()) {
      world.links().send(node.member(), peer, frame);
    }
  }

  private void startTimer(TimerId id, long atMillis) {
    long generation = ++timersStarted;
    timers.put(id, generation);
    world
        .timeline()
        .after(
            (atMillis - now().monotonicMillis()) * 1000,
            () -> {
              if (!over && timers.remove(id, generation)) {
                handle(new Event.TimerExpired(now(), id));
              }
            });
  }

  private void answerArchive(int peer, long first) {
    HostFrame honest = new HostFrame.ArchiveAnswer(node.disk().archive(first));
    send(peer, node.liar().map(liar -> liar.archive(first)).orElse(honest));
  }
}
