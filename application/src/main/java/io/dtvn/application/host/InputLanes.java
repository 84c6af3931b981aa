package io.dtvn.application.host;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Peers' frames that wait to be checked: one queue for each peer and lane, so that whoever floods
 * drops own frames alone. Served by lane, votes first, and round robin over the peers. Thread-safe.
 */
final class InputLanes {

  /** What a frame takes beside its bytes, so that empty ones are bounded as well. */
  private static final int FRAME_COST_BYTES = 128;

  /** How many frames of each lane are served while all have some, in the order of the lanes. */
  private static final int[] TURNS = {32, 8, 4, 2};

  /** A frame and where it came from. */
  record Frame(int from, Lane lane, Bytes bytes) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final EnumMap<Lane, List<Queue>> queues = new EnumMap<>(Lane.class);
  private final int peers;
  private final int[] turnsLeft = new int[TURNS.length];
  private int waiting;
  private int turn;

  InputLanes(int peers) {
    this.peers = peers;
    for (Lane lane : Lane.values()) {
      List<Queue> ofLane = new ArrayList<>();
      for (int peer = 0; peer < peers; peer++) {
        ofLane.add(new Queue(bytesMax(lane)));
      }
      queues.put(lane, ofLane);
    }
  }

  private static int bytesMax(Lane lane) {
    return switch (lane) {
      case VOTES -> 256 * 1024;
      case PROPOSALS -> 4 * 1024 * 1024;
      case REPAIR, REQUESTS -> 2 * 1024 * 1024;
    };
  }

  /** Takes in a frame; a full lane drops its own oldest ones for it. Does not block for long. */
  void put(Frame frame) {
    lock.lock();
    try {
      waiting += queues.getOrDefault(frame.lane(), List.of()).get(frame.from()).put(frame);
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
      Arrays.setAll(turnsLeft, lane -> TURNS[lane]);
      next = nextWithTurns();
    }
    waiting--;
    return next.orElseThrow(
        () -> new IllegalStateException("lanes: want a frame, found none of " + waiting));
  }

  private Optional<Frame> nextWithTurns() {
    int place = 0;
    for (List<Queue> lane : queues.values()) { // in the order of the lanes
      Optional<Frame> next = turnsLeft[place] > 0 ? nextOf(lane) : Optional.empty();
      if (next.isPresent()) {
        turnsLeft[place]--;
        return next;
      }
      place++;
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
