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
  long heardMillis;

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

  Reading(int peer, long stream, long from) {
    this.peer = peer;
    this.stream = stream;
    this.from = from;
    this.nextSequence = from;
  }

  /** Whether a frame with {@code index} was asked for and has not come yet. */
  boolean admits(int index) {
    return index >= nextIndex && index < allowed() && !admitted.contains(index);
  }

  /** How many frames the server may send in all. */
  int allowed() {
    return givenFrames + FRAMES_AHEAD;
  }

  /** Whether frames are being checked right now. */
  boolean isChecking() {
    return admitted.size() > arrived.size();
  }
}
