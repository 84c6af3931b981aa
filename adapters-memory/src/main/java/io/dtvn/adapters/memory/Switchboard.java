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
        if (other != node && other.names(node.self()) && node.names(other.self())) {
          other.inbox().link(node.self());
          node.inbox().link(other.self());
        }
      }
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
