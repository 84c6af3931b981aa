package io.dtvn.adapters.libp2p.stream;

import io.netty.buffer.ByteBuf;

/** One bidirectional stream of bytes. Methods may be called on any thread and never block. */
public interface Stream {

  /** What a stream queues at most while the peer gives no credit; beyond it, it is reset. */
  int QUEUE_BYTES_MAX = 8 << 20;

  /** The connection that carries it. */
  Connection connection();

  /** The protocol that was negotiated. */
  String protocol();

  /** Whether we opened it. */
  boolean initiator();

  /** Whether bytes written now would leave at once: there is credit and the channel takes them. */
  boolean isWritable();

  /**
   * Sends the readable bytes of {@code data} and takes ownership of it. While there is no credit
   * they are queued, at most {@link #QUEUE_BYTES_MAX} bytes, beyond which the stream is reset.
   * After {@link #closeWrite} or a reset they are dropped.
   */
  void write(ByteBuf data);

  /** Ends our direction once everything written before has left. */
  void closeWrite();

  /** Aborts both directions at once; what is queued is dropped. Harmless when closed already. */
  void reset(String why);

  /** Says that the handler is done with {@code bytes} it was given: the peer may send as many. */
  void consumed(int bytes);
}
