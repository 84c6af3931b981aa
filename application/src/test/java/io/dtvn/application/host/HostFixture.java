package io.dtvn.application.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.execution.ExecutionListener;
import io.dtvn.application.fixture.FaultyStore;
import io.dtvn.application.fixture.Stores;
import io.dtvn.application.host.HostFakes.HandClock;
import io.dtvn.application.host.HostFakes.NotedExecution;
import io.dtvn.application.host.HostFakes.NotedNetwork;
import io.dtvn.application.host.HostFakes.Word;
import io.dtvn.application.host.HostFakes.WordVerifier;
import io.dtvn.application.journal.Journal;
import io.dtvn.application.journal.JournalConfig;
import io.dtvn.application.journal.JournalOpening;
import io.dtvn.application.journal.JournalOwner;
import io.dtvn.application.peering.Peering;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.membership.Validator;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.domain.ticket.Operations;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.EngineTiming;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** Node 0 of four, with a scripted engine, stepped by hand. One log holds everything it does. */
abstract class HostFixture {

  static final Digest ZERO = Digest.ZERO;
  static final ValidatorSet FOUR =
      ValidatorSet.of(
          IntStream.range(0, 4)
              .mapToObj(i -> new Validator(new ValidatorId("node" + i), key(i)))
              .toList());
  static final HostLimits LIMITS = new HostLimits(2, 4, 8, 16, 0, Duration.ofSeconds(5));

  final List<String> log = new CopyOnWriteArrayList<>();
  final ScriptedEngine engine = new ScriptedEngine();
  final FaultyStore store = new FaultyStore(Stores.onHeap(), () -> log.add("sync"));
  final NotedExecution execution = new NotedExecution(log::add);
  final NotedNetwork network = new NotedNetwork(log::add);
  final WordVerifier verifier = new WordVerifier();
  final HandClock clock = new HandClock();
  private Optional<ExecutionListener> listener = Optional.empty();

  /** A host before its first step; its birth is not in the log. */
  final ReplicaHost host(HostLimits limits) {
    JournalOpening opening =
        Journal.open(
            new JournalConfig(
                store,
                Optional.empty(),
                new JournalOwner(ZERO, new ValidatorId("node0"), 0, 7),
                true,
                false));
    log.clear();
    HostParts parts =
        new HostParts(
            FOUR,
            0,
            engine,
            verifier,
            EngineTiming.LAN,
            opening,
            told -> {
              listener = Optional.of(told);
              return execution;
            },
            Archive.open(store, 0),
            128,
            new Peering(FOUR, 0, network),
            clock,
            ZERO,
            Metrics.NONE,
            99);
    return new ReplicaHost(parts, limits);
  }

  /** A host that has started and answered its first event by publishing. */
  final ReplicaHost started() {
    ReplicaHost host = host(LIMITS);
    engine.thenSays(publish(0, -1));
    assertThat(host.step()).isTrue();
    return host;
  }

  final ExecutionListener executor() {
    return listener.orElseThrow();
  }

  /** A peer's word arrives. */
  final void hears(int from, String word) {
    network.receiver.orElseThrow().onFrame(key(from), PeerNetwork.Lane.VOTES, Word.frame(1, word));
  }

  final List<String> journaled() {
    JournalOpening again =
        Journal.open(
            new JournalConfig(
                store,
                Optional.empty(),
                new JournalOwner(ZERO, new ValidatorId("node0"), 0, 7),
                false,
                false));
    return again.payloads().stream().map(Word::text).toList();
  }

  static PublicKey key(int i) {
    return new PublicKey(new Digest((long) i << 56, 0, 0, i));
  }

  static Effect.Publish publish(long executed, long oldestPending) {
    return new Effect.Publish(
        Standing.VOTER, 0, 0, 0, 0, 128, executed, oldestPending < 0 ? 0 : 1, oldestPending, 0);
  }

  static Effect.Persist persist(String record) {
    return new Effect.Persist(Word.frame(1, record), 1);
  }

  static Effect.Send send(int to, String word) {
    return new Effect.Send(to, Word.vote(word));
  }

  static Effect.Execute execute(long sequence) {
    return new Effect.Execute(
        new CommittedBatch(0, 0, sequence, Batch.of(0, 5, List.of()), Bytes.EMPTY));
  }

  static Bundle bundle(long number) {
    return bundle(number, "T");
  }

  static Bundle bundle(long number, String ticket) {
    return Bundle.signed(
        new BundleId(key(0), number),
        0,
        List.of(Operations.admit("op", ticket)),
        new Bundle.Signing(ZERO, _ -> new Signature(ZERO, ZERO)));
  }
}
