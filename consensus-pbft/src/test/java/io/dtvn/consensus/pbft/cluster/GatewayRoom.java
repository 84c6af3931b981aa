package io.dtvn.consensus.pbft.cluster;

import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ledger.BundleWindow;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Effect.RefusedReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A validator's gateway during one life: gathers operations into numbered bundles, submits each
 * again until it is executed, and answers callers when the result is certified.
 */
final class GatewayRoom {

  private static final int OPERATIONS_MAX = 4;
  private static final int SPAN_MAX = 64;
  private static final long RETRY_MICROS = 250_000;
  private static final Set<RefusalCode> OF_THE_BUNDLE =
      Set.of(RefusalCode.BUNDLE_REUSED, RefusalCode.REJECTED_OLD);

  private final World world;
  private final SimulatedNode node;
  private final Life life;
  private final PublicKey key;
  private final Deque<Operation> waiting = new ArrayDeque<>();
  private final TreeMap<Long, Bundle> flying = new TreeMap<>();
  private final Set<OpId> inHand = new HashSet<>();
  private final TreeMap<Long, List<Answer>> uncertified = new TreeMap<>();
  private long next;

  private record Answer(Operation operation, Outcome outcome) {}

  GatewayRoom(World world, SimulatedNode node, Life life) {
    this.world = world;
    this.node = node;
    this.life = life;
    this.key = world.network().signers().get(node.member()).publicKey();
    this.next = highestExecuted() + 1;
  }

  /** A caller wants {@code operation} done; asking again while it is in hand changes nothing. */
  void take(Operation operation) {
    if (inHand.add(operation.opId())) {
      waiting.add(operation);
      world.timeline().after(world.random().workload().nextLong(2_000), this::flush);
    }
  }

  void onRefused(BundleId id, RefusedReason reason) {
    Bundle refused = flying.get(id.number());
    if (refused != null && reason != RefusedReason.BUSY) {
      again(refused);
    }
  }

  void onExecuted(CommittedBatch batch, Execution execution) {
    int place = 0;
    for (Bundle bundle : batch.batch().bundles()) {
      List<Outcome> outcomes =
          execution.outcomes().subList(place, place + bundle.operations().size());
      place += outcomes.size();
      Bundle own = flying.get(bundle.id().number());
      if (bundle.id().gateway().equals(key) && own != null) {
        if (own.equals(bundle)) {
          flying.remove(bundle.id().number());
          onOutcomes(batch.sequence(), bundle, outcomes);
        } else {
          again(own); // its number was used in an earlier life
        }
      }
    }
  }

  void onCertified(long sequence) {
    for (Answer answer : Optional.ofNullable(uncertified.remove(sequence)).orElse(List.of())) {
      inHand.remove(answer.operation.opId());
      world.workload().answered(answer.operation, sequence);
    }
  }

  private void onOutcomes(long sequence, Bundle bundle, List<Outcome> outcomes) {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Operation operation = bundle.operations().get(i);
      boolean bundleFailed =
          outcomes.get(i) instanceof Outcome.Refused(var refusal)
              && OF_THE_BUNDLE.contains(refusal.code());
      if (bundleFailed) {
        waiting.add(operation);
      } else {
        answers.add(new Answer(operation, outcomes.get(i)));
      }
    }
    uncertified.computeIfAbsent(sequence, _ -> new ArrayList<>()).addAll(answers);
    flushSoon();
  }

  private void again(Bundle bundle) {
    flying.remove(bundle.id().number());
    waiting.addAll(bundle.operations());
    flushSoon();
  }

  private void flushSoon() {
    world.timeline().after(1_000, this::flush);
  }

  private void flush() {
    next = Math.max(next, highestExecuted() + 1);
    while (!life.isOver() && !waiting.isEmpty() && hasRoom()) {
      int size = 1 + world.random().workload().nextInt(OPERATIONS_MAX);
      List<Operation> operations = new ArrayList<>();
      while (operations.size() < size && !waiting.isEmpty()) {
        operations.add(waiting.removeFirst());
      }
      Bundle bundle = world.network().bundle(node.member(), next++, operations);
      flying.put(bundle.id().number(), bundle);
      submit(bundle);
    }
  }

  private boolean hasRoom() {
    return flying.isEmpty() || next - flying.firstKey() < SPAN_MAX;
  }

  private void submit(Bundle bundle) {
    if (life.isOver() || !Objects.equals(flying.get(bundle.id().number()), bundle)) {
      return;
    }
    world.observer().onSubmitted(bundle);
    world.timeline().after(RETRY_MICROS, () -> submit(bundle));
    life.submit(bundle);
  }

  private long highestExecuted() {
    BundleWindow window = node.disk().ledger().bundles(key);
    return window.highest();
  }

  /** The bundles that wait, by number. */
  Map<Long, Bundle> flying() {
    return flying;
  }
}
