package io.dtvn.application.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class JournalRecordProperties {

  @Property(tries = 200)
  void a_record_is_read_as_it_was_written(
      @ForAll @LongRange(min = 1) long lsn,
      @ForAll RecordType type,
      @ForAll @LongRange(min = 0) long sequence,
      @ForAll @Size(max = 300) byte[] payload) {
    JournalRecord record =
        new JournalRecord(lsn, Digest.of(payload), type, sequence, Bytes.copyOf(payload));

    assertThat(JournalRecord.decode(record.encode())).isEqualTo(record);
  }

  @Property(tries = 500)
  void a_changed_bit_is_noticed(@ForAll @IntRange(min = 0, max = 67) int at, @ForAll byte mask) {
    byte[] stored =
        new JournalRecord(5, Digest.ZERO, RecordType.ENGINE, 3, Bytes.copyOf(new byte[10]))
            .encode()
            .toBytes();
    stored[at] ^= mask == 0 ? 1 : mask;

    assertThatThrownBy(() -> JournalRecord.decode(Bytes.owning(stored)))
        .isInstanceOf(MalformedException.class);
  }

  @Property(tries = 100)
  void a_record_cut_short_is_noticed(@ForAll @IntRange(min = 0, max = 67) int length) {
    byte[] stored =
        new JournalRecord(5, Digest.ZERO, RecordType.ENGINE, 3, Bytes.copyOf(new byte[10]))
            .encode()
            .toBytes();

    assertThatThrownBy(() -> JournalRecord.decode(Bytes.owning(Arrays.copyOf(stored, length))))
        .isInstanceOf(MalformedException.class);
  }
}
