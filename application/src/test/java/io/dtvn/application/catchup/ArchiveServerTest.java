package io.dtvn.application.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveServerTest {

  private final ArchiveRoom room = new ArchiveRoom();
  private int framesGiven;

  @Test
  void a_frame_holds_consecutive_batches_with_their_results() {
    room.archives(100);
    asks(7, 11, 1);

    ArchiveData only = room.intercepts().getFirst();

    assertThat(only.first()).isEqualTo(11);
    assertThat(only.batches()).hasSize(ArchiveData.BATCHES_MAX);
    assertThat(only.batches().getFirst().body()).isEqualTo(room.batch(11).encode());
    assertThat(only.batches()).allMatch(b -> b.results().size() == 1);
    assertThat(only.end()).isFalse();
  }

  @Test
  void nobody_gets_more_ahead_than_the_server_allows() {
    room.archives(1_000);
    asks(7, 1, 1_000_000);

    assertThat(room.intercepts()).hasSize(Asker.FRAMES_AHEAD_MAX);
  }

  @Test
  void at_the_end_it_waits_until_it_may_go_on() {
    room.archives(10);
    asks(7, 1, 4);
    assertThat(room.intercepts()).hasSize(1);

    room.archives(5);
    assertThat(room.intercepts()).isEmpty();
    asks(7, 1, 5);

    List<ArchiveData> more = room.intercepts();
    assertThat(more).hasSize(1);
    assertThat(more.getFirst().first()).isEqualTo(11);
    assertThat(more.getFirst().end()).isTrue();
  }

  @Test
  void a_member_begins_anew_at_most_every_now_and_then() {
    room.archives(200);
    asks(7, 1, 4);
    assertThat(room.intercepts()).isNotEmpty();

    for (long stream = 8; stream < 50; stream++) {
      room.clock.pass(5);
      asks(stream, 1, 1);
      assertThat(room.intercepts()).isEmpty();
    }
    room.clock.pass(250 - 42 * 5 - 1);
    assertThat(room.intercepts()).isEmpty();
    room.clock.pass(1);
    assertThat(room.intercepts()).as("the newest").singleElement().matches(f -> f.stream() == 49);

    room.clock.pass(249);
    asks(50, 1, 1);
    assertThat(room.intercepts()).as("counted from when it began").isEmpty();
  }

  @Test
  void a_member_is_given_no_more_than_so_much_in_a_while() {
    room.archivesLarge(1_500);
    int share = 2 * 1024 * 1024;
    assertThat(bytesGiven(100)).as("100 ms").isBetween(share, share + ArchiveData.BYTES_MAX);
    assertThat(bytesGiven(400)).as("400 ms more").isBetween(4 * share, 5 * share);
  }

  @Test
  void one_that_has_used_up_its_share_takes_nothing_from_another() {
    room.archivesLarge(1_000);
    bytesGiven(99);

    room.server.onFetch(1, new ArchiveFetch(3, 1, 1).encode());
    assertThat(room.intercepts()).hasSize(1);
  }

  @Test
  void asking_again_and_again_at_the_end_is_not_answered_without_end() {
    room.archives(1);
    int answers = 0;
    for (int frames = 1; frames < 10_000; frames++) {
      asks(7, 2, frames);
      answers += room.intercepts().size();
    }
    assertThat(answers).isLessThanOrEqualTo(512);

    room.clock.pass(100);
    asks(7, 2, 10_000);
    assertThat(room.intercepts()).isNotEmpty();
  }

  @Test
  void beyond_the_archive_there_is_an_empty_end() {
    room.archives(3);
    asks(7, 50, 2);

    ArchiveData only = room.intercepts().getFirst();

    assertThat(only.batches()).isEmpty();
    assertThat(only.end()).isTrue();
  }

  @Test
  void rubbish_is_no_question() {
    room.archives(3);
    room.toServer.add(Bytes.owning(new byte[] {3}));
    room.toServer.add(new ArchiveFetch(7, 0, 4).encode());
    room.toServer.add(new ArchiveFetch(7, 1, 0).encode());

    assertThat(room.intercepts()).isEmpty();
  }

  /** What member 0 is given within {@code millis} if it takes all it can get. */
  private int bytesGiven(int millis) {
    int bytes = 0;
    for (int i = 0; i < millis; i++) {
      asks(7, 1, framesGiven + Asker.FRAMES_AHEAD_MAX);
      List<ArchiveData> given = room.intercepts();
      framesGiven += given.size();
      bytes += given.stream().mapToInt(f -> f.encode().length()).sum();
      room.clock.pass(1);
    }
    return bytes;
  }

  private void asks(long stream, long from, int frames) {
    room.toServer.add(new ArchiveFetch(stream, from, frames).encode());
  }
}
