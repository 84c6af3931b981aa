package io.dtvn.adapters.libp2p.stream;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.domain.codec.PublicKey;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CompletionStage;

/**
 * A secured connection that carries streams. Methods may be called on any thread; callbacks come on
 * its event loop.
 */
public interface Connection {

  /** The peer's key, proved by this connection's own handshake. */
  PublicKey peer();

  /** Whether we dialled. */
  boolean initiator();

  /** Our end of the TCP connection. */
  Multiaddr localAddress();

  /** The peer's end of the TCP connection, without its id. */
  Multiaddr remoteAddress();

  /** The event loop of the connection, on which all its callbacks run. */
  EventExecutor executor();

  /**
   * Opens a stream and negotiates {@code protocol} on it. The result completes on the event loop,
   * after {@link StreamHandler#onOpen}; it fails with a {@link StreamException} if the peer does
   * not speak the protocol, does not answer before the deadline, or there are too many streams.
   */
  CompletionStage<Stream> open(String protocol, StreamHandler handler);

  /**
   * Completes when the connection is closed and all its streams have been told: normally if we
   * closed it or the peer went away in order, else with the cause.
   */
  CompletionStage<Void> closed();

  /** Closes because something failed on our side; {@link #closed} completes with {@code why}. */
  void fail(Throwable why);

  /** Tells the peer that we go away, then closes. Harmless when closed already. */
  void close(String why);
}
