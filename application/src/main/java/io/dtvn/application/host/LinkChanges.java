package io.dtvn.application.host;

import io.dtvn.ports.spi.Event.PeerConnected;
import io.dtvn.ports.spi.Event.PeerDisconnected;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Tells the loop of links that came and went. Of each member at most one change waits, the newest,
 * so a link that flaps fills no queue. Thread-safe.
 */
final class LinkChanges {

  private static final int NONE = 0;
  private static final int UP = 1;
  private static final int DOWN = 2;

  private final Inbox inbox;
  private final AtomicIntegerArray waiting;

  LinkChanges(Inbox inbox, int members) {
    this.inbox = inbox;
    this.waiting = new AtomicIntegerArray(members);
  }

  /** The link to {@code peer} is there. */
  void connected(int peer) {
    put(peer, UP);
  }

  /** The link to {@code peer} is gone. */
  void disconnected(int peer) {
    put(peer, DOWN);
  }

  private void put(int peer, int change) {
    if (waiting.getAndSet(peer, change) == NONE) {
      inbox.putInternal(
          at ->
              waiting.getAndSet(peer, NONE) == UP
                  ? new PeerConnected(at, peer)
                  : new PeerDisconnected(at, peer));
    }
  }
}
