package io.dtvn.adapters.memory;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.spi.NetworkProvider.NetworkConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One node's end. A daemon thread of its own calls the receiver, so a slow receiver delays nobody
 * else; what then does not fit into its lanes is dropped. Frames that are sent before the start or
 * after the end are dropped, too.
 */
final class MemoryNetwork implements PeerNetwork {

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private final NetworkConfig config;
  private final Switchboard switchboard;
  private final Inbox inbox;
  private final Map<PublicKey, Integer> shutOut = new TreeMap<>();
  private @Nullable Thread courier;
  private boolean closed;

  MemoryNetwork(NetworkConfig config, Switchboard switchboard) {
    this.config = config;
    this.switchboard = switchboard;
    this.inbox = new Inbox(switchboard.lock());
  }

  PublicKey self() {
    return config.self();
  }

  /** Whom this node has shut out, each as often as that is not over. Under the lock. */
  Map<PublicKey, Integer> shutOut() {
    return shutOut;
  }

  boolean names(PublicKey member) {
    return config.members().contains(member);
  }

  Inbox inbox() {
    return inbox;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if it was started or closed before, or another node of this
   *     process has the same key
   */
  @Override
  public synchronized void start(Receiver receiver) {
    if (closed || courier != null) {
      throw new IllegalStateException("memory network: started or closed before");
    }
    switchboard.join(this);
    courier =
        Thread.ofPlatform()
            .daemon()
            .name("memory-network-" + self().hex().substring(0, 8))
            .start(() -> deliver(receiver));
  }

  @Override
  public void send(PublicKey peer, Lane lane, Bytes frame) {
    int bytesMax = Math.min(FRAME_BYTES_MAX, Lanes.frameBytesMax(lane));
    if (frame.length() > bytesMax) {
      throw new IllegalArgumentException(
          "frame in lane %s: want at most %d bytes, found %d"
              .formatted(lane, bytesMax, frame.length()));
    }
    switchboard.send(self(), peer, lane, frame);
  }

  @Override
  public void shutOut(PublicKey peer, Duration howLong) {
    switchboard.cut(this, peer);
    CompletableFuture.delayedExecutor(howLong.toNanos(), TimeUnit.NANOSECONDS)
        .execute(() -> switchboard.mend(this, peer));
  }

  @Override
  public List<ConnectedPeer> connected() {
    return inbox.linked().stream().map(key -> new ConnectedPeer(key, List.of())).toList();
  }

  @Override
  public List<String> listenAddresses() {
    return List.of();
  }

  /** {@inheritDoc} Nobody knocks from outside here. */
  @Override
  public List<Refusal> refusals() {
    long closed = switchboard.cuts(this);
    return closed == 0 ? List.of() : List.of(new Refusal(MISBEHAVING, closed));
  }

  /** {@inheritDoc} The receiver is not called once this returned, unless it does not return. */
  @Override
  public void close() {
    Thread stopped = markClosed();
    switchboard.leave(this);
    inbox.close();
    if (stopped != null && !stopped.equals(Thread.currentThread())) {
      try {
        stopped.join(CLOSE_LIMIT);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized @Nullable Thread markClosed() {
    closed = true;
    return courier;
  }

  private void deliver(Receiver receiver) {
    try {
      for (Inbox.Delivery next = inbox.take(); next != null; next = inbox.take()) {
        next.to(receiver);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      // Also when the receiver throws: its peers must not take a dead node for a living one.
      switchboard.leave(this);
      inbox.close();
    }
  }
}
