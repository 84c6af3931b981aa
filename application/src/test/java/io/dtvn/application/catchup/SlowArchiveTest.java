package io.dtvn.application.catchup;

import static io.dtvn.application.catchup.ArchiveRoom.SERVER;
import static io.dtvn.application.catchup.ArchiveRoom.SOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.archive.StoredBatch;
import io.dtvn.domain.codec.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Who is waited for while this node is far behind, and who is left; T_lag = 500 ms. */
class SlowArchiveTest {

  private static final long STREAM = 1_000;
  private static final int LAG = 500;
  private static final int OTHER = 1;

  private final ArchiveRoom room = new ArchiveRoom();
  private int index;
  private long next = 1;

  @Test
  void whoever_brings_one_batch_before_each_silence_ends_is_left() {
    room.reader.start(1, SERVER);
    for (int i = 0; i < 10; i++) {
      room.clock.pass(LAG / 2);
      brings(1, true);
      room.executesAll();
    }

    room.reader.start(next, SERVER);
    assertThat(room.told).as("for itself").hasSize(1);
    room.reader.start(next, OTHER);
    assertThat(room.told).last().isEqualTo("started 1 from 11");
  }

  @Test
  void whoever_lets_this_node_wait_is_left_though_its_frames_are_full() {
    room.reader.start(1, SERVER);
    for (int i = 0; i < 10; i++) {
      room.clock.pass(LAG - 1);
      brings(ArchiveData.BATCHES_MAX, false);
      room.executesAll();
    }

    room.reader.start(next, OTHER);
    assertThat(room.told).last().isEqualTo("started 1 from 641");
  }

  @Test
  void frames_whose_turn_cannot_come_are_no_sign_of_life() {
    room.reader.start(1, SERVER);
    frame(ArchiveData.BATCHES_MAX, false); // the first, which is withheld
    room.clock.pass(LAG - 1);
    brings(ArchiveData.BATCHES_MAX, false);
    room.clock.pass(1);

    room.reader.start(1, OTHER);
    assertThat(room.told).last().isEqualTo("started 1 from 1");
  }

  @Test
  void whoever_has_come_to_its_end_is_left_though_it_keeps_this_node_busy() {
    room.reader.start(1, SERVER);
    for (int i = 0; i < 100; i++) {
      brings(1, true);
      room.clock.pass(LAG / 10);
      room.executesAll();
    }

    room.reader.start(next, OTHER);
    assertThat(room.told).last().isEqualTo("started 1 from 101");
  }

  @Test
  void nobody_is_left_because_execution_is_slow() {
    room.archives(500);
    room.reader.start(1, SERVER);
    for (long s = 1; s <= 100; s++) {
      while (room.carries()) {}
      room.clock.pass(2 * LAG);
      room.reader.start(s, OTHER);
      room.reader.onExecuted(s);
    }

    assertThat(room.told).hasSize(1);
  }

  @Test
  void nobody_is_left_who_has_brought_all_it_has_faster_than_it_can_be_executed() {
    room.archives(250);
    room.reader.start(1, SERVER);
    for (long s = 1; s <= 180; s++) {
      while (room.carries()) {}
      room.clock.pass(LAG / 5);
      room.reader.start(s, OTHER);
      room.reader.onExecuted(s);
    }

    assertThat(room.told).hasSize(1);
  }

  @Test
  void nobody_is_left_because_checks_are_slow() {
    room.reader.start(1, SERVER);
    for (int i = 0; i < 20; i++) {
      Bytes frame = frame(ArchiveData.BATCHES_MAX, false);
      assertThat(room.reader.admits(SERVER, frame)).isTrue();
      room.clock.pass(LAG - 1);
      room.reader.take(SERVER, frame);
      room.executesAll();
    }

    room.reader.start(next, OTHER);
    assertThat(room.told).hasSize(1);
  }

  @Test
  void good_service_long_ago_excuses_nobody() {
    room.archives(64 * 60);
    room.reader.start(1, SERVER);
    for (long s = 1; s <= 64 * 50; s++) {
      while (room.carries()) {}
      room.clock.pass(4);
      room.reader.onExecuted(s);
    }
    room.reader.start(64 * 50 + 1, OTHER);
    assertThat(room.told).as("it serves well").hasSize(1);

    room.executesAll();
    for (int i = 0; i < 10; i++) {
      room.clock.pass(LAG - 1);
      room.reader.onExecuted(room.passed.getLast());
      List<ArchiveData> more = room.intercepts();
      more.stream().limit(1).forEach(frame -> room.hears(frame.encode()));
      room.executesAll();
    }
    room.reader.start(room.passed.getLast() + 1, OTHER);
    assertThat(room.told).last().asString().startsWith("started 1 from ");
  }

  @Test
  void an_archive_is_tried_for_a_while_before_another_may_be_worth_more() {
    room.reader.start(1, SERVER);
    room.clock.pass(LAG * 4);
    brings(1, true);
    room.executesAll();

    room.reader.start(next, OTHER);
    assertThat(room.told).hasSize(1);
  }

  @Test
  void a_frame_that_no_correct_server_makes_so_large_is_not_let_in() {
    room.reader.start(1, SERVER);
    byte[] large = new byte[ArchiveData.BYTES_MAX + 1];
    byte[] head = frame(0, false).toBytes();
    System.arraycopy(head, 0, large, 0, head.length);

    assertThat(room.reader.admits(SERVER, Bytes.owning(large))).isFalse();
  }

  private void brings(int batches, boolean end) {
    room.hears(frame(batches, end));
  }

  /** The next frame of the stream. */
  private Bytes frame(int batches, boolean end) {
    List<StoredBatch> stored =
        new ArrayList<>(
            LongStream.range(next, next + batches)
                .mapToObj(s -> new StoredBatch(0, 0, room.batch(s).encode(), SOUND, List.of()))
                .toList());
    ArchiveData data = new ArchiveData(STREAM, index++, next, end, stored);
    next += batches;
    return data.encode();
  }
}
