package io.dtvn.application.host;

import io.dtvn.ports.spi.ConsensusEngine;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** Answers each event by the next answer it was given, and by nothing when it has none left. */
final class ScriptedEngine implements ConsensusEngine {

  private final Deque<Function<Event, List<Effect>>> answers = new ArrayDeque<>();
  private final List<Event> heard = new ArrayList<>();

  /** The next event that no answer is waiting for is answered like this. */
  ScriptedEngine thenSays(Effect... effects) {
    return thenDoes(_ -> List.of(effects));
  }

  ScriptedEngine thenDoes(Function<Event, List<Effect>> answer) {
    answers.add(answer);
    return this;
  }

  @Override
  public List<Effect> handle(Event event) {
    heard.add(event);
    Function<Event, List<Effect>> answer = answers.poll();
    return answer == null ? List.of() : answer.apply(event);
  }

  /** The events so far, without their times. */
  List<Event> heard() {
    return List.copyOf(heard);
  }

  /** The kinds of the events so far. */
  List<String> heardKinds() {
    return heard.stream().map(event -> event.getClass().getSimpleName()).toList();
  }
}
