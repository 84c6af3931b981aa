package io.dtvn.application.catchup;

import static io.dtvn.application.catchup.ArchiveRoom.SERVER;
import static io.dtvn.application.catchup.ArchiveRoom.SOUND;
import static io.dtvn.application.catchup.ArchiveRoom.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.archive.StoredBatch;
import io.dtvn.domain.codec.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArchiveReaderTest {

  private final ArchiveRoom room = new ArchiveRoom();

  @Test
  void everything_comes_once_and_in_order() {
    room.archives(1_000);

    room.reader.start(1, SERVER);
    room.runs();

    assertThat(room.passed).isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
    assertThat(room.results).hasSize(1_000);
    assertThat(room.told).containsExactly("started 2 from 1", "finished at 1000 after 1000");
    assertThat(room.reader.isReading()).isFalse();
  }

  @Test
  void nothing_goes_further_ahead_of_execution_than_the_window() {
    room.archives(400);
    room.reader.start(1, SERVER);

    while (room.carries()) {}
    assertThat(room.passed).hasSize(WINDOW);

    room.reader.onExecuted(5);
    assertThat(room.passed).hasSize(WINDOW + 5);
  }

  @Test
  void while_nothing_is_executed_only_a_few_frames_come() {
    room.archives(1_000);
    room.reader.start(1, SERVER);

    assertThat(room.intercepts()).hasSize(Reading.FRAMES_AHEAD);
  }

  @Test
  void frames_that_overtake_each_other_wait_for_their_turn() {
    room.archives(200);
    room.reader.start(1, SERVER);
    List<ArchiveData> frames = room.intercepts();

    frames.reversed().forEach(frame -> room.hears(frame.encode()));
    room.executesAll();
    room.runs();

    assertThat(room.passed).isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void it_follows_the_server_while_that_goes_on() {
    room.archives(100);
    room.reader.start(1, SERVER);
    room.carries();
    room.archives(50);
    room.executesAll();
    room.runs();

    assertThat(room.passed.getLast()).isEqualTo(150);
    assertThat(room.reader.isReading()).isFalse();
  }

  @Test
  void a_wrong_certificate_ends_the_reading() {
    assertThat(afterTampering(b -> with(b, b.body(), Bytes.EMPTY)))
        .isEqualTo("bad: a batch without a valid proof");
    assertThat(room.passed).isEmpty();
  }

  @Test
  void a_wrong_body_ends_the_reading() {
    assertThat(afterTampering(b -> with(b, room.batch(77).encode(), SOUND)))
        .isEqualTo("bad: a batch without a valid proof");
    assertThat(room.passed).isEmpty();
  }

  @Test
  void rubbish_ends_the_reading() {
    assertThat(afterTampering(b -> with(b, Bytes.EMPTY, SOUND)))
        .isEqualTo("bad: a batch without a valid proof");
  }

  @Test
  void a_gap_between_frames_ends_the_reading() {
    room.archives(200);
    room.reader.start(1, SERVER);
    List<ArchiveData> frames = room.intercepts();
    ArchiveData second = frames.get(1);

    room.hears(frames.getFirst().encode());
    room.hears(
        new ArchiveData(second.stream(), 1, frames.get(2).first(), true, frames.get(2).batches())
            .encode());

    assertThat(room.told.getLast()).startsWith("bad: batch 129 next");
    assertThat(room.reader.isReading()).isFalse();
  }

  @Test
  void an_archive_that_gives_little_by_little_is_left() {
    room.archives(200);
    room.reader.start(1, SERVER);
    ArchiveData first = room.intercepts().getFirst();

    room.hears(
        new ArchiveData(first.stream(), 0, 1, false, first.batches().subList(0, 1)).encode());
    assertThat(room.told.getLast()).isEqualTo("bad: a frame that is neither full nor the end");
  }

  @Test
  void an_archive_without_an_end_brings_nothing_after_its_last_batch() {
    room.archives(64);
    room.reader.start(1, SERVER);
    ArchiveData first = room.intercepts().getFirst();
    room.hears(new ArchiveData(first.stream(), 0, 1, false, first.batches()).encode());
    room.executesAll();

    room.hears(new ArchiveData(first.stream(), 1, 65, false, List.of()).encode());

    assertThat(room.told.getLast()).startsWith("bad");
  }

  @Test
  void data_that_nobody_asked_for_is_dropped() {
    room.archives(100);
    room.reader.start(1, SERVER);
    ArchiveData first = room.intercepts().getFirst();

    room.hears(new ArchiveData(first.stream() + 1, 0, 1, true, first.batches()).encode());
    room.hears(new ArchiveData(first.stream(), 4, 1, true, first.batches()).encode());
    assertThat(room.reader.admits(1, first.encode())).as("another peer's").isFalse();
    assertThat(room.reader.admits(SERVER, first.encode())).isTrue();
    assertThat(room.reader.admits(SERVER, first.encode())).as("twice").isFalse();

    assertThat(room.told).endsWith("dropped", "dropped");
  }

  @Test
  void a_silent_peer_is_left_for_the_next_one_and_a_speaking_one_is_not() {
    room.archives(100);
    room.reader.start(1, 1);
    room.clock.pass(374);
    room.reader.start(1, SERVER);
    assertThat(room.told).containsExactly("started 1 from 1");

    room.clock.pass(1);
    room.toServer.clear();
    room.reader.start(1, SERVER);
    room.runs();

    assertThat(room.told).contains("started 2 from 1", "finished at 100 after 100");
  }

  @Test
  void a_lost_link_ends_the_reading() {
    room.reader.start(1, SERVER);
    room.reader.onDisconnected(1);
    assertThat(room.reader.isReading()).isTrue();

    room.reader.onDisconnected(SERVER);
    assertThat(room.reader.isReading()).isFalse();
  }

  private interface Tampering {
    StoredBatch with(StoredBatch batch);
  }

  /** The last thing told after the third batch of the first frame was tampered with. */
  private String afterTampering(Tampering tampering) {
    room.archives(100);
    room.reader.start(1, SERVER);
    ArchiveData first = room.intercepts().getFirst();
    List<StoredBatch> batches = new ArrayList<>(first.batches());
    batches.set(2, tampering.with(batches.get(2)));
    room.hears(new ArchiveData(first.stream(), 0, 1, first.end(), batches).encode());
    assertThat(room.reader.isReading()).isFalse();
    return room.told.getLast();
  }

  private static StoredBatch with(StoredBatch batch, Bytes body, Bytes certificate) {
    return new StoredBatch(batch.epoch(), batch.view(), body, certificate, batch.results());
  }
}
