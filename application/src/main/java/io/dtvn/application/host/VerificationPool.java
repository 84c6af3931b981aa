package io.dtvn.application.host;

import io.dtvn.application.catchup.ArchiveReader;
import io.dtvn.application.host.InputLanes.Frame;
import io.dtvn.application.peering.Peering;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.spi.Event.MessageReceived;
import io.dtvn.ports.spi.MessageVerifier;
import io.dtvn.ports.spi.MessageVerifier.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks peers' frames away from the loop and passes on what is sound. A full inbox makes its
 * threads wait; then its lanes fill and drop their oldest frames.
 */
final class VerificationPool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VerificationPool.class);

  /** Why frames of a peer that sent too many faulty ones are dropped. */
  private static final String SHUT_OUT = "PEER_SHUT_OUT";

  private final MessageVerifier verifier;
  private final Inbox inbox;
  private final InputLanes lanes;
  private final Penalties penalties;
  private final ArchiveReader archives;
  private final HostState state;
  private final Peering peering;
  private final Consumer<Throwable> onFailure;
  private final List<Thread> threads = new ArrayList<>();

  VerificationPool(
      HostParts parts, HostState state, ArchiveReader archives, Consumer<Throwable> onFailure) {
    this.verifier = parts.verifier();
    this.inbox = state.inbox();
    this.state = state;
    this.peering = parts.peering();
    this.archives = archives;
    this.lanes = new InputLanes(parts.members().size());
    this.penalties = new Penalties(parts.members().size());
    this.onFailure = onFailure;
  }

  /** Starts {@code count} threads; with none, {@link #verifyWaiting} does their work. */
  void start(int count) {
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::run, "dtvn-verify-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Takes in a frame. Called from the network's threads. */
  void put(int from, Lane lane, Bytes frame) {
    lanes.put(new Frame(from, lane, frame));
    if (threads.isEmpty()) {
      inbox.wake();
    }
  }

  /** Checks at most {@code max} waiting frames on the calling thread; says whether it did any. */
  boolean verifyWaiting(int max) {
    boolean any = false;
    for (int i = 0; i < max; i++) {
      Optional<Frame> frame = lanes.poll();
      if (frame.isEmpty()) {
        break;
      }
      any = true;
      verified(frame.get()).ifPresent(inbox::offerMessage);
    }
    return any;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Optional<Inbox.Arrival> arrival = verified(lanes.take());
        if (arrival.isPresent()) {
          inbox.putMessage(arrival.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (RuntimeException | Error e) {
      onFailure.accept(e);
    }
  }

  /** How many frames wait. */
  int waiting() {
    return lanes.waiting();
  }

  private Optional<Inbox.Arrival> verified(Frame frame) {
    if (Peering.isArchiveData(frame.bytes())) {
      archives.take(frame.from(), frame.bytes());
      return Optional.empty();
    }
    long begun = System.nanoTime();
    if (penalties.isShutOut(frame.from(), begun)) {
      state.meters().discarded(SHUT_OUT);
      return Optional.empty();
    }
    return switch (verifier.verify(frame.from(), frame.lane(), frame.bytes())) {
      case Verdict.Accepted(var message) -> {
        state.meters().received(message.value());
        yield Optional.of(at -> new MessageReceived(at, frame.from(), message));
      }
      case Verdict.Rejected(String reason, boolean byFault) -> {
        LOG.debug(
            "from={} lane={} reason={} fault={}", frame.from(), frame.lane(), reason, byFault);
        state.meters().discarded(reason);
        if (byFault) {
          charge(frame.from(), begun);
        }
        yield Optional.empty();
      }
    };
  }

  /** Whoever goes on to send what no correct member sends loses its link for a while. */
  private void charge(int from, long begun) {
    long now = System.nanoTime();
    penalties
        .charge(from, now - begun, now)
        .ifPresent(
            sentence -> {
              state.board().neighbours().shutOut(from, sentence);
              state.operator().shutOut(from, sentence.howLong(), sentence.times());
              peering.shutOut(from, sentence.howLong());
            });
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
