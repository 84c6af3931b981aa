package io.dtvn.application.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.host.InputLanes.Frame;
import io.dtvn.application.peering.Peering;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputLanesTest {

  private final InputLanes lanes = new InputLanes(3);

  @Test
  void votes_are_served_before_everything_that_came_earlier() {
    put(0, Lane.REQUESTS, 1);
    put(0, Lane.REPAIR, 2);
    put(0, Lane.PROPOSALS, 3);
    put(0, Lane.VOTES, 4);

    assertThat(lengths()).containsExactly(4, 3, 2, 1);
  }

  @Test
  void peers_take_turns_so_that_a_flood_delays_nobody_else() {
    for (int i = 0; i < 100; i++) {
      put(1, Lane.VOTES, 10);
    }
    put(0, Lane.VOTES, 1);
    put(2, Lane.VOTES, 2);

    assertThat(lengths().subList(0, 4)).contains(1, 2);
  }

  @Test
  void a_lane_that_is_never_empty_keeps_no_other_from_being_served() {
    for (int i = 0; i < 500; i++) {
      put(1, Lane.VOTES, 10);
    }
    put(0, Lane.PROPOSALS, 1);
    put(0, Lane.REPAIR, 2);
    put(0, Lane.REQUESTS, 3);

    assertThat(lengths().subList(0, 40)).contains(1, 2, 3);
  }

  @Test
  void a_full_lane_drops_its_own_oldest_frames_alone() {
    put(0, Lane.VOTES, 7);
    for (int i = 0; i < 30; i++) {
      put(1, Lane.VOTES, 10_000 + i);
    }

    List<Integer> left = lengths();

    assertThat(left).contains(7, 10_029).doesNotContain(10_000);
    assertThat(left.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(256 * 1024 + 7);
  }

  @Test
  void a_frame_larger_than_its_lane_is_dropped() {
    put(0, Lane.VOTES, 256 * 1024 + 1);

    assertThat(lengths()).isEmpty();
  }

  @Test
  void executed_batches_that_were_asked_for_are_not_dropped_for_what_else_their_peer_sends() {
    for (int i = 0; i < 4; i++) {
      archiveData(1, 384 * 1024 - i);
    }
    for (int i = 0; i < 100; i++) {
      put(1, Lane.REPAIR, 100_000);
    }

    assertThat(lengths()).contains(393_216, 393_215, 393_214, 393_213);
  }

  @Test
  void executed_batches_do_not_wait_behind_what_else_their_peer_sends() {
    for (int i = 0; i < 100; i++) {
      put(1, Lane.REPAIR, 10);
    }
    archiveData(1, 77);

    assertThat(lengths().subList(0, 10)).contains(77);
  }

  @Test
  void of_executed_batches_the_oldest_go_which_nobody_waits_for_any_more() {
    for (int i = 0; i < 12; i++) {
      archiveData(1, 384 * 1024 - i);
    }

    assertThat(lengths()).endsWith(393_208, 393_207, 393_206, 393_205).doesNotContain(393_216);
  }

  private void archiveData(int from, int length) {
    byte[] frame = new byte[length];
    frame[0] = Peering.ARCHIVE_DATA_FRAME;
    lanes.put(new Frame(from, Lane.REPAIR, Bytes.owning(frame)));
  }

  private void put(int from, Lane lane, int length) {
    lanes.put(new Frame(from, lane, Bytes.owning(new byte[length])));
  }

  /** Takes out everything. */
  private List<Integer> lengths() {
    List<Integer> lengths = new ArrayList<>();
    for (Optional<Frame> frame = lanes.poll(); frame.isPresent(); frame = lanes.poll()) {
      lengths.add(frame.get().bytes().length());
    }
    return lengths;
  }
}
