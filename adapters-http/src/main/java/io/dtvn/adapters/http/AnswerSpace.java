package io.dtvn.adapters.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The room for answers that may be large. Few are made at a time, and what is made counts until its
 * last byte is sent or its connection is gone: a slow reader keeps its bytes, but not all bytes.
 */
@Singleton
final class AnswerSpace {

  private static final int MAKERS = 8;
  private static final long WAIT_SECONDS = 2;

  private final long bytesMax;
  private final AtomicLong bytesInUse = new AtomicLong();
  private final Semaphore makers = new Semaphore(MAKERS);

  AnswerSpace(Limits limits) {
    this.bytesMax = limits.answerBytesInFlight();
  }

  /**
   * Makes an answer when it is its turn. May wait, so not on an event loop.
   *
   * @throws FailedCall with 429 if its turn does not come soon
   */
  <T> T make(Supplier<T> maker) {
    boolean turn = false;
    try {
      turn = makers.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!turn) {
      throw full();
    }
    try {
      return maker.get();
    } finally {
      makers.release();
    }
  }

  /**
   * A buffer around {@code bytes} that counts until it is released.
   *
   * @throws FailedCall with 429 if there is no room for so many
   */
  ByteBuf hold(byte[] bytes) {
    if (bytesInUse.addAndGet(bytes.length) > bytesMax) {
      bytesInUse.addAndGet(-bytes.length);
      throw full();
    }
    return new Held(bytes);
  }

  long bytesInUse() {
    return bytesInUse.get();
  }

  private static FailedCall full() {
    return new FailedCall(Failure.busy("Too many large answers on their way: try again later"));
  }

  private final class Held extends UnpooledHeapByteBuf {

    private final int length;

    Held(byte[] bytes) {
      super(UnpooledByteBufAllocator.DEFAULT, bytes, bytes.length);
      this.length = bytes.length;
    }

    @Override
    protected void deallocate() {
      super.deallocate();
      bytesInUse.addAndGet(-length);
    }
  }
}
