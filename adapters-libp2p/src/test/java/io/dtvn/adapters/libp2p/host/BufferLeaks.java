package io.dtvn.adapters.libp2p.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Netty's leak detector, looking at every buffer: what was never released is found. */
final class BufferLeaks {

  private static final int BYTES = 64;

  private final Queue<String> found = new ConcurrentLinkedQueue<>();

  /** Watches the buffers that are made from now on. */
  BufferLeaks() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    ByteBufUtil.setLeakListener((_, records) -> found.add(records));
  }

  /** Loses a buffer, waits until that is found, and wants no other to be found by then. */
  void assertNoneButOurOwn() {
    String canary = "lost on purpose at " + System.nanoTime();
    lose(canary);
    Town.await(
        "the buffer that was lost on purpose",
        () -> {
          System.gc();
          ByteBufAllocator.DEFAULT
              .directBuffer(BYTES)
              .release(); // the detector looks when one is made
          return found.stream().anyMatch(records -> records.contains(canary));
        });
    assertThat(found).hasSize(1);
    found.clear();
  }

  private static void lose(String hint) {
    ByteBuf lost = ByteBufAllocator.DEFAULT.directBuffer(BYTES);
    lost.touch(hint);
  }

  void close() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
    ByteBufUtil.setLeakListener(null);
  }
}
