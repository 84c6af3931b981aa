package io.dtvn.application.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveServerTest {

  private final ArchiveRoom room = new ArchiveRoom();

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

    assertThat(room.intercepts()).hasSize(ArchiveServer.FRAMES_AHEAD_MAX);
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
    asks(7, 1, 1);
    room.intercepts();

    asks(8, 1, 1);
    assertThat(room.intercepts()).isEmpty();

    room.clock.pass(50);
    asks(9, 1, 1);
    assertThat(room.intercepts()).hasSize(1);
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

  private void asks(long stream, long from, int frames) {
    room.toServer.add(new ArchiveFetch(stream, from, frames).encode());
  }
}
