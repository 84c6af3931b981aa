package io.dtvn.ports.spi;

import java.util.List;

/**
 * A consensus protocol without I/O: an event in, a list of effects out, the same events always
 * giving the same effects. It has no clock, thread, random source, file, socket or log; events
 * carry the time, and it signs through a pure function. Not thread-safe: one thread calls it.
 *
 * <p>The host carries the effects out in list order. {@link Effect.Persist} is a barrier: nothing
 * behind it, in this list or in a later one, happens before its record is durable. The host may
 * collect several steps before one fsync.
 *
 * <p>A peer's message causes at worst {@link Effect.Discard} or evidence. A broken invariant of the
 * engine's own throws {@link IllegalStateException} and the host stops the validator: a stopped
 * validator is one of f faults, a wrong one may be one too many.
 */
public interface ConsensusEngine {

  /** Takes in one event and says what is to be done. */
  List<Effect> handle(Event event);
}
