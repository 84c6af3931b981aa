package io.dtvn.adapters.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.crypto.BouncyCastleCryptoProvider;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a message costs that comes in pieces. */
class NoiseHandlerTest {

  private static final int MESSAGE_BYTES = 60_000;

  private final Counting room = new Counting();
  private final EmbeddedChannel anna = channel(1, true);
  private final EmbeddedChannel bert = channel(2, false);

  @AfterEach
  void close() {
    anna.finishAndReleaseAll();
    bert.finishAndReleaseAll();
  }

  @Test
  void a_large_message_that_comes_byte_by_byte_is_copied_a_few_times_and_not_once_for_each() {
    shakeHands();
    byte[] plain = new byte[MESSAGE_BYTES];
    Arrays.fill(plain, (byte) 7);
    anna.writeOutbound(Unpooled.wrappedBuffer(plain));
    ByteBuf sealed = all(anna);
    room.bytes = 0;
    while (sealed.isReadable()) {
      bert.writeInbound(sealed.readBytes(1));
    }
    sealed.release();
    ByteBuf opened = bert.readInbound();
    assertThat(opened.readableBytes()).isEqualTo(MESSAGE_BYTES);
    assertThat(opened.getByte(MESSAGE_BYTES - 1)).isEqualTo((byte) 7);
    opened.release();
    assertThat(room.bytes).isLessThan(8 * MESSAGE_BYTES);
  }

  @Test
  void messages_cut_anywhere_come_out_whole() {
    shakeHands();
    List<Integer> lengths = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      anna.writeOutbound(Unpooled.wrappedBuffer(new byte[100 * i]));
    }
    ByteBuf sealed = all(anna);
    while (sealed.isReadable()) {
      bert.writeInbound(sealed.readBytes(Math.min(777, sealed.readableBytes())));
    }
    sealed.release();
    for (ByteBuf out = bert.readInbound(); out != null; out = bert.readInbound()) {
      lengths.add(out.readableBytes());
      out.release();
    }
    assertThat(lengths).hasSize(40).isSorted().endsWith(4000);
  }

  @Test
  void a_length_alone_takes_no_room_for_its_message() {
    room.bytes = 0;
    bert.writeInbound(Unpooled.wrappedBuffer(new byte[] {0x0f, -1}));
    assertThat(room.bytes).isLessThanOrEqualTo(256);
  }

  private void shakeHands() {
    anna.pipeline().get(NoiseHandler.class).begin(anna.pipeline().firstContext());
    for (int i = 0; i < 2; i++) {
      bert.writeInbound(all(anna));
      anna.writeInbound(all(bert));
    }
  }

  private static ByteBuf all(EmbeddedChannel from) {
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf out = from.readOutbound(); out != null; out = from.readOutbound()) {
      all.writeBytes(out);
      out.release();
    }
    return all;
  }

  private EmbeddedChannel channel(int seed, boolean initiator) {
    BouncyCastleCryptoProvider crypto = new BouncyCastleCryptoProvider();
    byte[] secret = new byte[32];
    secret[0] = (byte) seed;
    Signer signer = crypto.signer(Bytes.owning(secret));
    Verifier verifier = crypto.verifier();
    NoiseRole role = new NoiseRole(initiator, Optional.empty(), _ -> true, List.of());
    EmbeddedChannel channel = new EmbeddedChannel(new NoiseHandler(signer, verifier, role));
    channel.config().setAllocator(room);
    return channel;
  }

  /** Counts the bytes of the buffers that it makes, and what they grow by. */
  private static final class Counting extends AbstractByteBufAllocator {

    private long bytes;

    Counting() {
      super(false);
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
      bytes += initialCapacity;
      return new UnpooledHeapByteBuf(this, initialCapacity, maxCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
      return newHeapBuffer(initialCapacity, maxCapacity);
    }

    @Override
    public boolean isDirectBufferPooled() {
      return false;
    }

    @Override
    public int calculateNewCapacity(int minNewCapacity, int maxCapacity) {
      int capacity = super.calculateNewCapacity(minNewCapacity, maxCapacity);
      bytes += capacity;
      return capacity;
    }
  }
}
