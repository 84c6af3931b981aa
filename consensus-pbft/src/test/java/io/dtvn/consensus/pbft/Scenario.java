package io.dtvn.consensus.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.cluster.Network;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.ConsensusEngine;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.EngineTiming;
import io.dtvn.ports.spi.Event;
import io.dtvn.ports.spi.Moment;
import io.dtvn.ports.spi.TimerId;
import io.dtvn.ports.spi.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * One replica among peers that a test speaks for: {@code hears}, {@code executes} and the like feed
 * it; {@code says}, {@code discards} and the like look at what the last feeding brought about.
 */
final class Scenario {

  /** The instance of every life. */
  static final long NONCE = 77;

  /** Wall clock at the start, ms. */
  static final long WALL = 1_700_000_000_000L;

  /** K = 8, L = 16, k = 8. */
  static final ProtocolParameters SMALL = ProtocolParameters.withInterval(8);

  private final Network network;
  private final int self;
  private final EngineTiming timing;
  private final Disk disk = new Disk();
  private ConsensusEngine engine;
  private long millis;
  private List<Effect> last = List.of();

  private Scenario(int self, Network network, EngineTiming timing) {
    this.network = network;
    this.self = self;
    this.timing = timing;
    this.engine = fresh();
  }

  /** Replica {@code self} of {@code n}, started and allowed to vote. */
  static Scenario replica(int self, int n) {
    return replica(self, n, SMALL);
  }

  /** The same with other parameters. */
  static Scenario replica(int self, int n, ProtocolParameters parameters) {
    return asking(self, n, parameters, EngineTiming.LAN).askedAndAnswered();
  }

  /** The same with other delays and reserves. */
  static Scenario replica(int self, int n, EngineTiming timing) {
    return asking(self, n, SMALL, timing).askedAndAnswered();
  }

  /** Replica {@code self} of {@code n}, started, its question unanswered. */
  static Scenario asking(int self, int n) {
    return asking(self, n, SMALL, EngineTiming.LAN);
  }

  private static Scenario asking(
      int self, int n, ProtocolParameters parameters, EngineTiming timing) {
    Scenario scene = new Scenario(self, Network.of(n, parameters), timing);
    return scene.starts(true);
  }

  /** Replica {@code self} of {@code n} whose journal has a gap. */
  static Scenario damaged(int self, int n) {
    return new Scenario(self, Network.of(n, SMALL), EngineTiming.LAN).starts(false);
  }

  Network network() {
    return network;
  }

  Disk disk() {
    return disk;
  }

  /** All effects of the last feeding. */
  List<Effect> effects() {
    return last;
  }

  /** Bundle {@code number} of {@code gateway}: one operation that does {@code content}. */
  Bundle bundle(int gateway, long number, String content) {
    Operation operation =
        Operation.unsigned(
            OpId.ofKey(content), new TicketId(content), Claim.NONE, new Action.Admit());
    return network.bundle(gateway, number, List.of(operation));
  }

  /** The batch of bundle {@code number} of gateway 0, as proposed at the wall clock's start. */
  Batch batch(long number, String content, long lateMillis) {
    return Batch.of(0, WALL + lateMillis, List.of(bundle(0, Math.max(1, number), content)));
  }

  // ---- feeding

  Scenario hears(int from, Line... lines) {
    List<Effect> effects = new ArrayList<>();
    for (Line line : lines) {
      var message = new Verified<PbftMessage>(line.by(this, from));
      effects.addAll(engine.handle(new Event.MessageReceived(now(), from, message)));
    }
    return took(effects);
  }

  Scenario submits(long number, String content) {
    return submits(bundle(self, number, content));
  }

  Scenario submits(Bundle bundle) {
    return took(engine.handle(new Event.RequestSubmitted(now(), new Verified<>(bundle))));
  }

  /** The executor reports {@code sequences}, which it was given. */
  Scenario executed(long... sequences) {
    List<Effect> effects = new ArrayList<>();
    for (long sequence : sequences) {
      effects.addAll(
          engine.handle(new Event.BatchExecuted(now(), sequence, disk.execute(sequence))));
    }
    return took(effects);
  }

  Scenario durable(long sequence, String state) {
    disk.checkpoint(sequence, Line.root(state));
    return took(engine.handle(new Event.CheckpointDurable(now(), sequence, Line.root(state))));
  }

  Scenario fetched(CommittedBatch batch) {
    return took(engine.handle(new Event.Fetched(now(), new Verified<>(batch))));
  }

  Scenario resultsCertified(long sequence) {
    disk.certified(sequence);
    return took(engine.handle(new Event.ResultsCertified(now(), sequence)));
  }

  Scenario connects(int peer) {
    return took(engine.handle(new Event.PeerConnected(now(), peer)));
  }

  /** Backup 1 of 4 agrees with 0 and 2 on every slot from {@code from} to {@code to}. */
  Scenario agreesOn(long from, long to) {
    List<Effect> effects = new ArrayList<>();
    for (long s = from; s <= to; s++) {
      String content = "admit T" + s;
      hears(0, Line.prePrepare(s, content), Line.commit(s, content));
      effects.addAll(last);
      hears(2, Line.prepare(s, content), Line.commit(s, content));
      effects.addAll(last);
    }
    last = effects;
    return this;
  }

  /** The same, and the executor reports each. */
  Scenario agreesOnAndExecutes(long from, long to) {
    for (long s = from; s <= to; s++) {
      agreesOn(s, s).executed(s);
    }
    return this;
  }

  /** Time passes; nothing happens. */
  Scenario later(long passedMillis) {
    millis += passedMillis;
    return this;
  }

  /** The timer called {@code name} runs out, if it was started in this view. */
  Scenario expires(String name) {
    return expires(name, 0);
  }

  Scenario expires(String name, long view) {
    return took(engine.handle(new Event.TimerExpired(now(), new TimerId(name, view))));
  }

  /** A new life on the same disk; peers have not answered yet. */
  Scenario restarts() {
    engine = fresh();
    return starts(true);
  }

  /** What no host does. */
  Scenario startsAgain() {
    return starts(true);
  }

  /** q-1 peers answer the start-up question: they hold no votes of this replica. */
  Scenario askedAndAnswered() {
    int needed = network.genesis().validators().quorum().quorum() - 1;
    List<Effect> effects = new ArrayList<>(last);
    for (int peer = 0; peer < network.size() && needed > 0; peer++) {
      if (peer != self) {
        hears(peer, Line.votesOf(self));
        effects.addAll(last);
        needed--;
      }
    }
    last = effects;
    return this;
  }

  // ---- what came of it

  /** Broadcasts, in order, and nothing else. */
  Scenario says(Line... lines) {
    List<PbftMessage> said = broadcasts();
    assertThat(said)
        .containsExactlyElementsOf(Stream.of(lines).map(line -> line.by(this, self)).toList());
    return this;
  }

  /** What was sent to {@code peer} alone, in order. */
  Scenario tells(int peer, Line... lines) {
    assertThat(sentTo(peer))
        .containsExactlyElementsOf(Stream.of(lines).map(line -> line.by(this, self)).toList());
    return this;
  }

  Scenario saysNothing() {
    assertThat(only(Effect.Broadcast.class)).isEmpty();
    assertThat(only(Effect.Send.class)).isEmpty();
    return this;
  }

  Scenario executes(long... sequences) {
    assertThat(only(Effect.Execute.class).stream().map(e -> e.batch().sequence()))
        .containsExactlyElementsOf(LongStream.of(sequences).boxed().toList());
    return this;
  }

  Scenario executesNothing() {
    return executes();
  }

  Scenario persists(int records) {
    assertThat(only(Effect.Persist.class)).hasSize(records);
    return this;
  }

  Scenario discards(Reason... reasons) {
    assertThat(only(Effect.Discard.class).stream().map(Effect.Discard::reason))
        .containsExactlyElementsOf(Stream.of(reasons).map(Reason::name).toList());
    return this;
  }

  Scenario discardsNothing() {
    return discards();
  }

  Scenario reports(int member, String kind) {
    assertThat(only(Effect.ReportMisbehaviour.class))
        .singleElement()
        .matches(r -> r.member() == member && r.kind().equals(kind), member + " " + kind);
    return this;
  }

  Scenario reportsNobody() {
    assertThat(only(Effect.ReportMisbehaviour.class)).isEmpty();
    return this;
  }

  Scenario refuses(long number, Effect.RefusedReason reason) {
    assertThat(only(Effect.Refused.class))
        .containsExactly(
            new Effect.Refused(
                new BundleId(network.signers().get(self).publicKey(), number), reason));
    return this;
  }

  /**
   * Which effects came, in order, each as the words of {@link Script}; but not what is measured.
   */
  Scenario does(String... words) {
    assertThat(last.stream().filter(e -> !(e instanceof Effect.Reached)).map(Script::words))
        .containsExactly(words);
    return this;
  }

  Effect.Publish published() {
    return disk.published();
  }

  List<PbftMessage> broadcasts() {
    return only(Effect.Broadcast.class).stream().map(b -> (PbftMessage) b.message()).toList();
  }

  List<PbftMessage> sentTo(int peer) {
    return only(Effect.Send.class).stream()
        .filter(s -> s.to() == peer)
        .map(s -> (PbftMessage) s.message())
        .toList();
  }

  <E extends Effect> List<E> only(Class<E> kind) {
    return last.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private ConsensusEngine fresh() {
    return new PbftEngineProvider()
        .engine(network.config(self, timing), network.signers().get(self));
  }

  private Scenario starts(boolean whole) {
    return took(
        engine.handle(
            new Event.Started(
                now(), disk.journal(), new Event.Start(whole, NONCE), disk.position())));
  }

  private Scenario took(List<Effect> effects) {
    disk.take(effects);
    last = effects;
    return this;
  }

  private Moment now() {
    return new Moment(millis, WALL + millis);
  }
}
