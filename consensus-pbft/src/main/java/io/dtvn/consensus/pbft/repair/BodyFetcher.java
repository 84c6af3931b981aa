package io.dtvn.consensus.pbft.repair;

import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.normal.MissingBodies.Wanted;
import io.dtvn.consensus.pbft.normal.ReplicaState;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.Send;
import io.dtvn.ports.spi.Effect.StartTimer;
import io.dtvn.ports.spi.TimerId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fetches missing batches, each from one peer at a time, from the next after a timeout. */
public final class BodyFetcher {

  private static final String TIMER = "fetch";

  private final ReplicaState state;
  private final TreeMap<Digest, Question> open = new TreeMap<>();
  private boolean running;

  /** Whom a batch was asked from last, until when, and whom at all (a bit each). */
  private record Question(int peer, long untilMillis, int asked) {}

  /** Fetches what {@code state} is missing. */
  public BodyFetcher(ReplicaState state) {
    this.state = state;
  }

  /** Whether {@code body} was asked from {@code peer} and is still missing. */
  public boolean isWanted(int peer, Data.Body body) {
    Question question = open.get(body.batch().digest());
    return question != null && (question.asked >>> peer & 1) != 0;
  }

  /** Asks for what is newly missing and forgets what is not missing any more. */
  public void settle(List<Effect> effects) {
    if (open.isEmpty() && state.missing().all().isEmpty()) {
      return;
    }
    open.keySet().retainAll(state.missing().all().keySet());
    for (Map.Entry<Digest, Wanted> entry : state.missing().all().entrySet()) {
      if (!open.containsKey(entry.getKey())) {
        ask(entry.getKey(), entry.getValue().holder(), 0, effects);
      }
    }
    if (!running && !open.isEmpty()) {
      running = true;
      long at = open.values().stream().mapToLong(Question::untilMillis).min().orElseThrow();
      effects.add(new StartTimer(new TimerId(TIMER, state.view()), at));
    }
  }

  /** Asks the next peer for what did not come. Returns whether {@code id} is this timer. */
  public boolean onTimer(TimerId id, List<Effect> effects) {
    if (!id.name().equals(TIMER)) {
      return false;
    }
    running = false;
    for (Map.Entry<Digest, Question> entry : List.copyOf(open.entrySet())) {
      Question question = entry.getValue();
      if (question.untilMillis <= state.now().monotonicMillis()) {
        ask(entry.getKey(), question.peer + 1, question.asked, effects);
      }
    }
    return true;
  }

  private void ask(Digest digest, int candidate, int asked, List<Effect> effects) {
    int n = state.seat().size();
    int peer = candidate % n == state.seat().index() ? (candidate + 1) % n : candidate % n;
    long until = state.now().monotonicMillis() + state.timing().statusActive().toMillis();
    open.put(digest, new Question(peer, until, asked | 1 << peer));
    effects.add(new Send(peer, new Fetch.Body(digest)));
  }
}
