package io.dtvn.application.catchup;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Verified;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** One stream from one peer's archive, as far as it has come. Guarded by the reader's lock. */
final class Reading {

  /** How many frames may be under way or waiting: four of the largest fit into the lane. */
  static final int FRAMES_AHEAD = 4;

  /**
   * A server for which this node waits for more than this part of the time is not worth it. A third
   * is what is lost at most in either case, among four: to a liar that brings just enough, or to
   * the turns of a liar when honest ones on slow links are left in their turn as well.
   */
  private static final int IDLE_SHARE = 3;

  /** A checked batch and the results that came with it. */
  record Item(Verified<CommittedBatch> batch, List<Bytes> results) {

    long sequence() {
      return batch.value().sequence();
    }
  }

  /** A frame whose every batch was checked. */
  record Frame(ArchiveData data, List<Item> items) {

    boolean isFull(int bytes) {
      return items.size() == ArchiveData.BATCHES_MAX || bytes >= ArchiveData.FULL_BYTES;
    }
  }

  final int peer;
  final long stream;
  final long from;

  /** When the frame whose turn it was came last, or something that came was executed. */
  long movedMillis;

  /** Frames that were let in and are being checked; none comes in twice. */
  final TreeSet<Integer> admitted = new TreeSet<>();

  final TreeMap<Integer, Frame> arrived = new TreeMap<>();

  /** What may be given on, in order. */
  final Deque<Item> ready = new ArrayDeque<>();

  /** How many items of each frame in {@link #ready} are still there, oldest frame first. */
  final Deque<int[]> left = new ArrayDeque<>();

  int nextIndex;
  long nextSequence;
  int givenFrames;
  boolean over;

  /** From when on it is judged whether the server is worth waiting for. */
  private long judgedFromMillis;

  /** How long this node had nothing to do since then but to wait for the server. */
  private long idleMillis;

  /** Since when it waits now; -1: it does not. */
  private long idleSinceMillis = -1;

  /** Whether the server has said since then that it has no more for now. */
  private boolean cameToAnEnd;

  Reading(int peer, long stream, long from, long nowMillis) {
    this.peer = peer;
    this.stream = stream;
    this.from = from;
    this.nextSequence = from;
    this.movedMillis = nowMillis;
    this.judgedFromMillis = nowMillis;
  }

  /** Whether a frame with {@code index} was asked for and has not come yet. */
  boolean admits(int index) {
    return index >= nextIndex && index < allowed() && !admitted.contains(index);
  }

  /** How many frames the server may send in all. */
  int allowed() {
    return givenFrames + FRAMES_AHEAD;
  }

  /**
   * Notes whether this node waits for the server now, having executed up to {@code executed}: it
   * does if all that came in is executed and the frame whose turn it is has not come. A frame that
   * waits for its checks, or a batch for its execution, is nothing that the server could hasten.
   */
  void noteIdle(long executed, long nowMillis) {
    boolean idle = executed >= nextSequence - 1 && !admitted.contains(nextIndex);
    if (idleSinceMillis >= 0) {
      idleMillis += nowMillis - idleSinceMillis;
    }
    idleSinceMillis = idle ? nowMillis : -1;
  }

  /** Whether this node waits for the server, as noted last. */
  boolean isIdle() {
    return idleSinceMillis >= 0;
  }

  /** A frame came that is the last for now. */
  void noteEnd() {
    cameToAnEnd = true;
  }

  /** For how long it has been judged since the last time. */
  long judgedMillis(long nowMillis) {
    return nowMillis - judgedFromMillis;
  }

  /**
   * Whether a node that is far behind and has executed up to {@code executed} does well to stay:
   * the server kept it at work for two thirds of the time, and has not come to its end, unless it
   * brought so much before that there is still a frame of it to be executed.
   */
  boolean isWorthWaitingFor(long executed, long nowMillis) {
    boolean hasMore = !cameToAnEnd || nextSequence - 1 - executed >= ArchiveData.BATCHES_MAX;
    return hasMore && IDLE_SHARE * idleMillis <= judgedMillis(nowMillis);
  }

  /** Judges anew from now on. */
  void judgeFrom(long nowMillis) {
    judgedFromMillis = nowMillis;
    idleMillis = 0;
    cameToAnEnd = false;
  }
}
