package io.dtvn.adapters.libp2p.yamux;

import io.dtvn.adapters.libp2p.stream.Stream;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What one stream has to send, and the credit for it. Counted on any thread, changed on the event
 * loop.
 */
final class SendQueue {

  private static final long CREDIT_MAX = Integer.MAX_VALUE;

  /** What a willing writer may queue within one turn of the event loop. */
  private static final long UNSENT_BYTES_MAX = 1 << 20;

  private final Deque<ByteBuf> queue = new ArrayDeque<>();
  private final AtomicInteger bytes = new AtomicInteger();
  private volatile long credit = ReceiveWindow.BYTES;

  /** Reserves room on any thread; false if there is none. */
  boolean reserve(int length) {
    if (bytes.addAndGet(length) > Stream.QUEUE_BYTES_MAX) {
      bytes.addAndGet(-length);
      return false;
    }
    return true;
  }

  /** Whether more bytes would leave at once; some peers give credit for more than we may queue. */
  boolean hasRoom() {
    return bytes.get() < Math.min(credit, UNSENT_BYTES_MAX);
  }

  /** Queues bytes for which room was reserved. */
  void add(ByteBuf data) {
    queue.add(data);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  boolean canSend() {
    return credit > 0 && !queue.isEmpty();
  }

  void addCredit(long delta) {
    long sum = credit + delta;
    if (sum > CREDIT_MAX) {
      throw new YamuxException("yamux: the peer gives credit beyond 2^31-1");
    }
    credit = sum;
  }

  /** How many bytes the next frame may carry. */
  int next(int max) {
    long queued = 0;
    for (ByteBuf data : queue) {
      queued += data.readableBytes();
      if (queued >= max) {
        break;
      }
    }
    return (int) Math.min(Math.min(queued, credit), max);
  }

  /** Hands out the next {@code length} bytes, piece by piece. */
  void take(int length, Consumer<ByteBuf> out) {
    int left = length;
    while (left > 0) {
      ByteBuf head = queue.getFirst();
      int piece = Math.min(left, head.readableBytes());
      left -= piece;
      if (piece == head.readableBytes()) {
        queue.removeFirst();
        out.accept(head);
      } else {
        out.accept(head.readRetainedSlice(piece));
      }
    }
    long rest = credit - length;
    credit = rest;
    bytes.addAndGet(-length);
  }

  void drop() {
    while (!queue.isEmpty()) {
      dropLast();
    }
  }

  void dropLast() {
    ByteBuf data = queue.removeLast();
    bytes.addAndGet(-data.readableBytes());
    data.release();
  }
}
