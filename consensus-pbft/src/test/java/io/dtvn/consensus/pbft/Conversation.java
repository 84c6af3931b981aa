package io.dtvn.consensus.pbft;

import io.dtvn.consensus.pbft.cluster.Network;
import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.spi.ConsensusEngine;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.EngineTiming;
import io.dtvn.ports.spi.Event;
import io.dtvn.ports.spi.Moment;
import io.dtvn.ports.spi.TimerId;
import io.dtvn.ports.spi.Verified;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * A few replicas that talk over a network which keeps order and drops only what it is told to.
 * Everything they do is written down, one line each; timers run out when the test lets them.
 */
final class Conversation {

  private record Letter(int from, int to, PbftMessage message) {}

  private final Network network;
  private final List<ConsensusEngine> engines = new ArrayList<>();
  private final List<Disk> disks = new ArrayList<>();
  private final List<TreeMap<TimerId, Long>> timers = new ArrayList<>();
  private final ArrayDeque<Letter> letters = new ArrayDeque<>();
  private final ArrayDeque<Runnable> work = new ArrayDeque<>();
  private final List<String> lines = new ArrayList<>();
  private BiPredicate<Integer, PbftMessage> lost = (_, _) -> false;
  private long millis;

  Conversation(int n) {
    network = Network.of(n, Scenario.SMALL);
    for (int i = 0; i < n; i++) {
      disks.add(new Disk());
      timers.add(new TreeMap<>());
      engines.add(engine(i));
    }
    for (int i = 0; i < n; i++) {
      starts(i);
    }
    settle();
  }

  /** Writes a line of the narrator. */
  Conversation note(String words) {
    lines.add("# " + words);
    return this;
  }

  /** Loses messages of this kind to this receiver from now on. */
  Conversation loses(BiPredicate<Integer, PbftMessage> kind) {
    lost = kind;
    return this;
  }

  /** The gateway of {@code replica} submits; everybody talks until nothing is left to say. */
  Conversation submits(int replica, long number, String content) {
    lines.add("%d is asked to %s".formatted(replica, content));
    Operation operation =
        Operation.unsigned(
            OpId.ofKey(content), new TicketId(content), Claim.NONE, new Action.Admit());
    Bundle bundle = network.bundle(replica, number, List.of(operation));
    happens(replica, new Event.RequestSubmitted(now(), new Verified<>(bundle)));
    return settle();
  }

  /** Time passes, timers run out in order, everybody talks. */
  Conversation passes(long passedMillis) {
    long until = millis + passedMillis;
    while (true) {
      int owner = -1;
      for (int i = 0; i < engines.size(); i++) {
        long due = due(i);
        if (due <= until && (owner < 0 || due < due(owner))) {
          owner = i;
        }
      }
      if (owner < 0) {
        break;
      }
      millis = Math.max(millis, due(owner));
      TimerId id = next(owner);
      timers.get(owner).remove(id);
      happens(owner, new Event.TimerExpired(now(), id));
      settle();
    }
    millis = until;
    return this;
  }

  /** The replica dies and comes back with its disk. */
  Conversation restarts(int replica) {
    lines.add("%d restarts".formatted(replica));
    timers.get(replica).clear();
    engines.set(replica, engine(replica));
    starts(replica);
    return settle();
  }

  /** Everything that was written down. */
  List<String> lines() {
    return lines;
  }

  private void starts(int replica) {
    happens(
        replica,
        new Event.Started(
            now(),
            disks.get(replica).journal(),
            new Event.Start(true, replica),
            disks.get(replica).position()));
  }

  private ConsensusEngine engine(int replica) {
    return new PbftEngineProvider()
        .engine(network.config(replica, EngineTiming.LAN), network.signers().get(replica));
  }

  private void happens(int replica, Event event) {
    List<Effect> effects = engines.get(replica).handle(event);
    disks.get(replica).take(effects);
    for (Effect effect : effects) {
      if (!(effect instanceof Effect.StartTimer) && !isGreeting(effect)) {
        lines.add("%d: %s".formatted(replica, Script.words(effect)));
      }
      carryOut(replica, effect);
    }
  }

  private void carryOut(int replica, Effect effect) {
    switch (effect) {
      case Effect.Send send ->
          letters.add(new Letter(replica, send.to(), (PbftMessage) send.message()));
      case Effect.Broadcast broadcast -> {
        for (int to = 0; to < engines.size(); to++) {
          if (to != replica) {
            letters.add(new Letter(replica, to, (PbftMessage) broadcast.message()));
          }
        }
      }
      case Effect.StartTimer timer -> timers.get(replica).put(timer.id(), timer.atMillis());
      case Effect.Execute execute -> work.add(() -> execute(replica, execute));
      case Effect.TakeCheckpoint take -> work.add(() -> checkpoint(replica, take.sequence()));
      default -> {}
    }
  }

  private void execute(int replica, Effect.Execute execute) {
    long sequence = execute.batch().sequence();
    happens(
        replica, new Event.BatchExecuted(now(), sequence, disks.get(replica).execute(sequence)));
    disks.get(replica).certified(sequence);
    happens(replica, new Event.ResultsCertified(now(), sequence));
  }

  private void checkpoint(int replica, long sequence) {
    disks.get(replica).checkpoint(sequence, Line.root("state " + sequence));
    happens(replica, new Event.CheckpointDurable(now(), sequence, Line.root("state " + sequence)));
  }

  private Conversation settle() {
    while (!letters.isEmpty() || !work.isEmpty()) {
      if (!work.isEmpty()) {
        work.poll().run();
      } else {
        Letter letter = letters.poll();
        if (!lost.test(letter.to, letter.message)) {
          happens(
              letter.to,
              new Event.MessageReceived(now(), letter.from, new Verified<>(letter.message)));
        } else {
          lines.add("lost for %d: %s".formatted(letter.to, Script.words(letter.message)));
        }
      }
    }
    return this;
  }

  private long due(int replica) {
    return timers.get(replica).values().stream().min(Long::compare).orElse(Long.MAX_VALUE);
  }

  private TimerId next(int replica) {
    long due = due(replica);
    return timers.get(replica).entrySet().stream()
        .filter(entry -> entry.getValue() == due)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** What only repeats itself is left out of the lines. */
  private static boolean isGreeting(Effect effect) {
    return effect instanceof Effect.Publish
        || effect instanceof Effect.Reached
        || effect instanceof Effect.PeerReported
        || effect instanceof Effect.Discard
        || (effect instanceof Effect.Broadcast b && b.message() instanceof Status)
        || (effect instanceof Effect.Send s && s.message() instanceof Checkpoint);
  }

  private Moment now() {
    return new Moment(millis, Scenario.WALL + millis);
  }
}
