package io.dtvn.adapters.libp2p.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Hex;
import io.dtvn.domain.codec.MalformedException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ProtoProperties {

  @Property
  void what_is_written_is_read(
      @ForAll @IntRange(min = 1, max = 100_000) int field,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long number,
      @ForAll @Size(max = 300) byte[] bytes) {
    byte[] message =
        new ProtoWriter().number(field, number).bytes(field + 1, bytes).text(7, "ä").toBytes();
    ProtoReader reader = new ProtoReader(message);
    assertThat(reader.next()).isTrue();
    assertThat(reader.field()).isEqualTo(field);
    assertThat(reader.number()).isEqualTo(number);
    assertThat(reader.next()).isTrue();
    assertThat(reader.field()).isEqualTo(field + 1);
    assertThat(reader.bytes(300)).isEqualTo(bytes);
    assertThat(reader.next()).isTrue();
    assertThat(reader.text(2)).isEqualTo("ä");
    assertThat(reader.next()).isFalse();
  }

  @Property
  void any_bytes_end_or_are_refused(@ForAll @Size(max = 100) byte[] any) {
    try {
      ProtoReader reader = new ProtoReader(any);
      int fields = 0;
      while (reader.next()) {
        assertThat(reader.field()).isPositive();
        fields++;
      }
      assertThat(fields).isLessThanOrEqualTo(any.length);
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("protobuf");
    }
  }

  @Example
  void groups_field_zero_and_cut_values_are_refused() {
    for (String hex :
        new String[] {
          "0b0c",
          "0c",
          "0e00",
          "0000",
          "08",
          "0a05aa",
          "0d000000",
          "0a8080808080808080808001",
          "80",
          "ffffffffffffffffffff01"
        }) {
      assertThatThrownBy(() -> new ProtoReader(Hex.decode(hex)).next())
          .as(hex)
          .isInstanceOf(MalformedException.class);
    }
  }

  @Example
  void unknown_fields_are_skipped_and_their_number_is_limited() {
    ProtoReader reader = new ProtoReader(Hex.decode("0d000000000900000000000000001003"));
    reader.next();
    reader.next();
    reader.next();
    assertThat(reader.field()).isEqualTo(2);
    assertThat(reader.number()).isEqualTo(3);
    ProtoReader many = new ProtoReader(new byte[2 * ProtoReader.FIELDS_MAX + 2]);
    assertThatThrownBy(many::next).isInstanceOf(MalformedException.class);
    byte[] fields = new byte[2 * ProtoReader.FIELDS_MAX + 2];
    for (int i = 0; i < fields.length; i += 2) {
      fields[i] = 8;
    }
    ProtoReader endless = new ProtoReader(fields);
    for (int i = 0; i < ProtoReader.FIELDS_MAX; i++) {
      assertThat(endless.next()).isTrue();
    }
    assertThatThrownBy(endless::next).hasMessageContaining("at most 1024 fields");
  }

  @Example
  void a_value_of_another_type_or_length_is_refused() {
    ProtoReader reader = new ProtoReader(new ProtoWriter().bytes(1, new byte[5]).toBytes());
    reader.next();
    assertThatThrownBy(reader::number).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> reader.bytes(4)).hasMessageContaining("at most 4 bytes, found 5");
    ProtoReader text = new ProtoReader(Hex.decode("0a01ff"));
    text.next();
    assertThatThrownBy(() -> text.text(9)).hasMessageContaining("UTF-8");
  }
}
