package io.dtvn.application.host;

import io.dtvn.application.catchup.ArchiveReader;
import io.dtvn.application.peering.Peering;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Peers' frames that wait to be checked: one queue for each peer and lane, so that whoever floods
 * drops own frames alone. Served by lane, votes first, and round robin over the peers. Executed
 * batches have a lane of their own with room for all that was asked for, so none of them is dropped
 * or waits behind anything else of its peer. Thread-safe.
 */
final class InputLanes {

  /** What a frame takes beside its bytes, so that empty ones are bounded as well. */
  private static final int FRAME_COST_BYTES = 128;

  /** A frame and where it came from. */
  record Frame(int from, Lane lane, Bytes bytes) {

    private Kind kind() {
      if (Peering.isArchiveData(bytes)) {
        return Kind.ARCHIVE;
      }
      return switch (lane) {
        case VOTES -> Kind.VOTES;
        case PROPOSALS -> Kind.PROPOSALS;
        case REPAIR -> Kind.REPAIR;
        case REQUESTS -> Kind.REQUESTS;
      };
    }
  }

  /** The lanes, in the order in which they are served. */
  private enum Kind {
    VOTES(256 * 1024, 32),
    PROPOSALS(4 * 1024 * 1024, 8),
    REPAIR(2 * 1024 * 1024, 4),
    ARCHIVE(ArchiveReader.BYTES_AHEAD_MAX + 1024 * 1024, 2),
    REQUESTS(2 * 1024 * 1024, 2);

    /** What waits of one peer, at most. */
    final int bytesMax;

    /** How many frames are served while all lanes have some. */
    final int turns;

    Kind(int bytesMax, int turns) {
      this.bytesMax = bytesMax;
      this.turns = turns;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final EnumMap<Kind, List<Queue>> queues = new EnumMap<>(Kind.class);
  private final int peers;
  private final EnumMap<Kind, Integer> turnsLeft = new EnumMap<>(Kind.class);
  private int waiting;
  private int turn;

  InputLanes(int peers) {
    this.peers = peers;
    for (Kind kind : Kind.values()) {
      List<Queue> ofKind = new ArrayList<>();
      for (int peer = 0; peer < peers; peer++) {
        ofKind.add(new Queue(kind.bytesMax));
      }
      queues.put(kind, ofKind);
      turnsLeft.put(kind, kind.turns);
    }
  }

  /** Takes in a frame; a full lane drops its own oldest ones for it. Does not block for long. */
  void put(Frame frame) {
    lock.lock();
    try {
      waiting += queues.getOrDefault(frame.kind(), List.of()).get(frame.from()).put(frame);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next frame to check; waits for one. */
  Frame take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting == 0) {
        arrived.await();
      }
      return next();
    } finally {
      lock.unlock();
    }
  }

  /** The next frame to check, if there is one. */
  Optional<Frame> poll() {
    lock.lock();
    try {
      return waiting == 0 ? Optional.empty() : Optional.of(next());
    } finally {
      lock.unlock();
    }
  }

  /** How many frames wait. */
  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /** Votes first, but a lane that is never empty must not keep all others from being served. */
  private Frame next() {
    Optional<Frame> next = nextWithTurns();
    if (next.isEmpty()) {
      turnsLeft.replaceAll((kind, _) -> kind.turns);
      next = nextWithTurns();
    }
    waiting--;
    return next.orElseThrow(
        () -> new IllegalStateException("lanes: want a frame, found none of " + waiting));
  }

  private Optional<Frame> nextWithTurns() {
    for (Map.Entry<Kind, Integer> left : turnsLeft.entrySet()) { // in the order of the kinds
      Optional<Frame> next =
          left.getValue() > 0
              ? nextOf(queues.getOrDefault(left.getKey(), List.of()))
              : Optional.empty();
      if (next.isPresent()) {
        left.setValue(left.getValue() - 1);
        return next;
      }
    }
    return Optional.empty();
  }

  private Optional<Frame> nextOf(List<Queue> lane) {
    for (int i = 1; i <= peers; i++) {
      int peer = (turn + i) % peers;
      if (!lane.get(peer).frames.isEmpty()) {
        turn = peer;
        return Optional.of(lane.get(peer).take());
      }
    }
    return Optional.empty();
  }

  /** One peer's frames of one lane. */
  private static final class Queue {

    final ArrayDeque<Frame> frames = new ArrayDeque<>();
    private final int bytesMax;
    private int bytes;

    Queue(int bytesMax) {
      this.bytesMax = bytesMax;
    }

    /** Says by how many frames the queue grew; negative if it shrank. */
    int put(Frame frame) {
      int before = frames.size();
      int cost = cost(frame);
      while (!frames.isEmpty() && bytes + cost > bytesMax) {
        take();
      }
      if (cost <= bytesMax) {
        frames.addLast(frame);
        bytes += cost;
      }
      return frames.size() - before;
    }

    Frame take() {
      Frame oldest = frames.removeFirst();
      bytes -= cost(oldest);
      return oldest;
    }

    private static int cost(Frame frame) {
      return frame.bytes().length() + FRAME_COST_BYTES;
    }
  }
}
