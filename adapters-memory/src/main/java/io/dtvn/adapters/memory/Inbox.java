package io.dtvn.adapters.memory;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.out.PeerNetwork.Receiver;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one node: links that came or went, then frames, first by lane and inside a lane by
 * turns of the peers, so that a busy peer delays no other. Links are told as the difference between
 * what is and what was told, so a peer that comes and goes without end takes no room. Guarded by
 * the network's lock; only {@link #take} waits.
 */
final class Inbox {

  private final ReentrantLock lock;
  private final Condition changed;
  private final NavigableMap<PublicKey, Lanes> links = new TreeMap<>();
  private final NavigableMap<PublicKey, Lanes> told = new TreeMap<>();
  private final Map<Lane, PublicKey> lastServed = new EnumMap<>(Lane.class);
  private boolean closed;

  Inbox(ReentrantLock lock) {
    this.lock = lock;
    this.changed = lock.newCondition();
  }

  /** One thing to tell the receiver. */
  interface Delivery {
    void to(Receiver receiver);
  }

  /** Both sides at once, so the caller holds the lock. */
  void link(PublicKey peer) {
    links.put(peer, new Lanes());
    changed.signal();
  }

  /** Frames that were on their way are gone with the link. The caller holds the lock. */
  void unlink(PublicKey peer) {
    links.remove(peer);
    changed.signal();
  }

  /** The caller holds the lock. */
  boolean isLinked(PublicKey peer) {
    return links.containsKey(peer);
  }

  /** Drops the frame if there is no link. The caller holds the lock. */
  void add(PublicKey peer, Lane lane, Bytes frame) {
    Lanes lanes = links.get(peer);
    if (lanes != null) {
      lanes.add(lane, frame);
      changed.signal();
    }
  }

  List<PublicKey> linked() {
    lock.lock();
    try {
      return List.copyOf(links.keySet());
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      links.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next thing to tell; null once closed. */
  @Nullable Delivery take() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        Delivery next = nextLink();
        if (next == null) {
          next = nextFrame();
        }
        if (next != null) {
          return next;
        }
        changed.await();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Delivery nextLink() {
    for (PublicKey peer : told.keySet()) {
      if (told.get(peer) != links.get(peer)) {
        told.remove(peer);
        return receiver -> receiver.onDisconnected(peer);
      }
    }
    if (told.size() < links.size()) {
      for (Map.Entry<PublicKey, Lanes> link : links.entrySet()) {
        PublicKey peer = link.getKey();
        if (told.putIfAbsent(peer, link.getValue()) == null) {
          return receiver -> receiver.onConnected(peer);
        }
      }
    }
    return null;
  }

  private @Nullable Delivery nextFrame() {
    for (Lane lane : Lane.values()) {
      PublicKey last = lastServed.get(lane);
      Delivery next = oldestFrame(lane, last == null ? told : told.tailMap(last, false));
      if (next == null && last != null) {
        next = oldestFrame(lane, told.headMap(last, true));
      }
      if (next != null) {
        return next;
      }
    }
    return null;
  }

  /** The oldest frame of the first of {@code peers} that has one in this lane. */
  private @Nullable Delivery oldestFrame(Lane lane, Map<PublicKey, Lanes> peers) {
    for (Map.Entry<PublicKey, Lanes> entry : peers.entrySet()) {
      Bytes frame = entry.getValue().poll(lane);
      if (frame != null) {
        PublicKey peer = entry.getKey();
        lastServed.put(lane, peer);
        return receiver -> receiver.onFrame(peer, lane, frame);
      }
    }
    return null;
  }
}
