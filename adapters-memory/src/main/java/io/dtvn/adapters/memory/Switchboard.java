package io.dtvn.adapters.memory;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The started nodes of one network, by key. One lock guards them and all their inboxes, so that a
 * link comes and goes on both sides at once; under it nothing waits and nobody is called.
 */
final class Switchboard {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<PublicKey, MemoryNetwork> started = new TreeMap<>();
  private final Map<PublicKey, Long> cuts = new TreeMap<>();

  ReentrantLock lock() {
    return lock;
  }

  void join(MemoryNetwork node) {
    lock.lock();
    try {
      if (started.putIfAbsent(node.self(), node) != null) {
        throw new IllegalStateException(
            "memory network: want one node for each key, found a second one of " + node.self());
      }
      for (MemoryNetwork other : started.values()) {
        linkIfMutual(node, other);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void linkIfMutual(MemoryNetwork one, MemoryNetwork other) {
    boolean named = one != other && other.names(one.self()) && one.names(other.self());
    boolean cut =
        one.shutOut().containsKey(other.self()) || other.shutOut().containsKey(one.self());
    if (named && !cut) {
      other.inbox().link(one.self());
      one.inbox().link(other.self());
    }
  }

  /** Unlinks {@code node} and {@code peer} until {@link #mend} was called as often. */
  void cut(MemoryNetwork node, PublicKey peer) {
    lock.lock();
    try {
      node.shutOut().merge(peer, 1, Integer::sum);
      MemoryNetwork other = started.get(peer);
      if (other != null && started.get(node.self()) == node && node.inbox().isLinked(peer)) {
        cuts.merge(node.self(), 1L, Long::sum);
        node.inbox().unlink(peer);
        other.inbox().unlink(node.self());
      }
    } finally {
      lock.unlock();
    }
  }

  /** One shutting out of {@code peer} is over. */
  void mend(MemoryNetwork node, PublicKey peer) {
    lock.lock();
    try {
      node.shutOut().computeIfPresent(peer, (_, cuts) -> cuts == 1 ? null : cuts - 1);
      MemoryNetwork other = started.get(peer);
      if (other != null && started.get(node.self()) == node && !node.inbox().isLinked(peer)) {
        linkIfMutual(node, other);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many links of {@code node} were cut. */
  long cuts(MemoryNetwork node) {
    lock.lock();
    try {
      return cuts.getOrDefault(node.self(), 0L);
    } finally {
      lock.unlock();
    }
  }

  /** Takes the node out; does nothing if it is not in. */
  void leave(MemoryNetwork node) {
    lock.lock();
    try {
      if (started.remove(node.self(), node)) {
        for (MemoryNetwork other : started.values()) {
          other.inbox().unlink(node.self());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Puts the frame into the receiver's inbox; drops it if the two are not linked. */
  void send(PublicKey from, PublicKey to, Lane lane, Bytes frame) {
    lock.lock();
    try {
      MemoryNetwork receiver = started.get(to);
      if (receiver != null) {
        receiver.inbox().add(from, lane, frame);
      }
    } finally {
      lock.unlock();
    }
  }
}
