package io.dtvn.adapters.libp2p.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Names and limits of lanes. */
class LaneRulesTest {

  private static final Digest GENESIS = Digest.of(new byte[] {1});

  @Test
  void a_lane_is_named_by_its_network() {
    String name = new LaneProtocol(GENESIS, Lane.VOTES).text();
    assertThat(name).isEqualTo("/dtvn/" + GENESIS.hex() + "/votes/1");
    assertThat(LaneProtocol.names(GENESIS))
        .hasSize(4)
        .allSatisfy(
            text ->
                assertThat(LaneProtocol.parse(text))
                    .hasValueSatisfying(lane -> assertThat(lane.text()).isEqualTo(text)));
  }

  @Test
  void other_names_are_none() {
    String hash = GENESIS.hex();
    for (String other :
        new String[] {
          "/dtvn/" + hash + "/votes/2",
          "/dtvn/" + hash + "/VOTES/1",
          "/dtvn/" + hash.toUpperCase(Locale.ROOT) + "/votes/1",
          "/dtvn/" + hash.substring(1) + "/votes/1",
          "/dtvn/" + hash + "/gossip/1",
          "/ipfs/ping/1.0.0"
        }) {
      assertThat(LaneProtocol.parse(other)).as(other).isEmpty();
    }
  }

  @Test
  void a_full_lane_drops_its_oldest_frames() {
    LaneQueue queue = new LaneQueue(3 * LaneLimits.cost(frame(100)));
    for (int i = 1; i <= 3; i++) {
      assertThat(queue.add(frame(100))).isZero();
    }
    Bytes newest = frame(101);
    assertThat(queue.add(newest)).isEqualTo(2);
    assertThat(queue.poll()).isEqualTo(frame(100));
    assertThat(queue.poll()).isSameAs(newest);
    assertThat(queue.poll()).isNull();
  }

  @Test
  void empty_frames_are_bounded_as_well() {
    LaneQueue queue = new LaneQueue(LaneLimits.bytesMax(Lane.VOTES));
    int dropped = 0;
    for (int i = 0; i < 10_000; i++) {
      dropped += queue.add(Bytes.EMPTY);
    }
    assertThat(dropped).isEqualTo(10_000 - LaneLimits.bytesMax(Lane.VOTES) / 32);
    queue.clear();
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.add(frame(100))).isZero();
  }

  @Test
  void the_largest_frame_fits_into_every_lane() {
    for (Lane lane : Lane.values()) {
      int max = LaneLimits.frameBytesMax(lane);
      assertThat(max).isLessThanOrEqualTo(PeerNetwork.FRAME_BYTES_MAX);
      OutboundLanes.check(lane, frame(max));
      assertThat(new LaneQueue(LaneLimits.bytesMax(lane)).add(frame(max))).isZero();
      assertThatThrownBy(() -> OutboundLanes.check(lane, frame(max + 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("want at most " + max);
    }
  }

  private static Bytes frame(int length) {
    return Bytes.owning(new byte[length]);
  }
}
