package io.dtvn.adapters.libp2p.multiformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.MalformedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class VarintProperties {

  @Property
  void what_is_written_is_read_in_the_same_length(
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long value) {
    ByteBuf bytes = Unpooled.buffer();
    Varint.write(bytes, value);
    assertThat(bytes.readableBytes()).isEqualTo(Varint.size(value));
    assertThat(Varint.read(bytes)).isEqualTo(value);
    assertThat(bytes.isReadable()).isFalse();
  }

  @Property
  void a_cut_varint_waits_and_moves_nothing(
      @ForAll @LongRange(min = 128, max = Long.MAX_VALUE) long value) {
    ByteBuf bytes = Unpooled.buffer();
    Varint.write(bytes, value);
    ByteBuf cut = bytes.slice(0, bytes.readableBytes() - 1);
    assertThat(Varint.tryRead(cut)).isEqualTo(Varint.INCOMPLETE);
    assertThat(cut.readerIndex()).isZero();
  }

  @Property
  void whatever_is_read_would_be_written_alike(@ForAll @Size(max = 12) byte[] any) {
    ByteBuf in = Unpooled.wrappedBuffer(any);
    try {
      long value = Varint.tryRead(in);
      if (value != Varint.INCOMPLETE) {
        ByteBuf again = Unpooled.buffer();
        Varint.write(again, value);
        assertThat(again).isEqualTo(Unpooled.wrappedBuffer(any, 0, in.readerIndex()));
      }
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("varint");
    }
  }

  @Example
  void a_longer_form_than_needed_is_refused() {
    ByteBuf padded = Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, 0});
    assertThatThrownBy(() -> Varint.read(padded)).isInstanceOf(MalformedException.class);
    ByteBuf long64 = Unpooled.buffer().writeZero(0);
    for (int i = 0; i < 9; i++) {
      long64.writeByte(0xff);
    }
    assertThatThrownBy(() -> Varint.tryRead(long64)).hasMessageContaining("at most 9 bytes");
  }

  @Example
  void a_length_is_compared_with_its_limit() {
    assertThatThrownBy(() -> Varint.tryReadLength(Unpooled.buffer().writeByte(11), 10))
        .hasMessage("length: want at most 10, found 11");
  }
}
