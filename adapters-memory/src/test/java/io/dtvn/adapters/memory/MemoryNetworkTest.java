package io.dtvn.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.out.PeerNetworkContractTest;
import io.dtvn.ports.out.RecordingReceiver;
import io.dtvn.ports.spi.NetworkProvider;
import io.dtvn.ports.spi.Providers;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the memory network promises beyond the contract: exact limits, and the order of service. */
class MemoryNetworkTest extends PeerNetworkContractTest {

  @Override
  protected NetworkProvider provider() {
    return new MemoryNetworkProvider();
  }

  @Test
  void it_is_found_by_its_name() {
    NetworkProvider found =
        Providers.select("network.type", "memory", ServiceLoader.load(NetworkProvider.class));
    assertThat(found).isInstanceOf(MemoryNetworkProvider.class);
  }

  @Test
  void waiting_frames_are_served_by_lane_and_in_a_lane_by_turns_of_the_peers() {
    Node anna = start(ANNA);
    Node bert = start(BERT);
    Node carl = start(CARL);
    linked(anna, bert);
    linked(carl, bert);
    bert.hears().standStill();
    anna.sends(BERT, Lane.REQUESTS, "stand still");
    bert.hears().await("REQUESTS aaaa stand still");
    for (Lane lane : List.of(Lane.REQUESTS, Lane.REPAIR, Lane.PROPOSALS, Lane.VOTES)) {
      anna.sends(BERT, lane, "1");
      anna.sends(BERT, lane, "2");
      carl.sends(BERT, lane, "1");
    }
    bert.hears().goOn();
    bert.hears().await(lines -> lines.size() == 3 + 12, "all frames");
    assertThat(bert.hears().lines().subList(3, 15))
        .containsExactly(
            "VOTES aaaa 1",
            "VOTES cccc 1",
            "VOTES aaaa 2",
            "PROPOSALS aaaa 1",
            "PROPOSALS cccc 1",
            "PROPOSALS aaaa 2",
            "REPAIR aaaa 1",
            "REPAIR cccc 1",
            "REPAIR aaaa 2",
            "REQUESTS cccc 1",
            "REQUESTS aaaa 1",
            "REQUESTS aaaa 2");
  }

  @Test
  void each_lane_holds_what_it_should_and_drops_the_oldest() {
    for (Lane lane : Lane.values()) {
      Lanes lanes = new Lanes();
      int bytesMax =
          switch (lane) {
            case VOTES -> 256 * 1024;
            case PROPOSALS -> 4 * 1024 * 1024;
            case REPAIR, REQUESTS -> 2 * 1024 * 1024;
          };
      int frames = bytesMax / 1024; // of 1 KiB with what each counts more
      for (int i = 0; i < frames + 5; i++) {
        lanes.add(lane, numbered(i));
      }
      for (int i = 5; i < frames + 5; i++) {
        assertThat(lanes.poll(lane)).isEqualTo(numbered(i));
      }
      assertThat(lanes.poll(lane)).isNull();
    }
  }

  @Test
  void a_frame_that_no_lane_could_hold_is_refused() {
    Node anna = start(ANNA);
    int largest = 256 * 1024 - 32;
    anna.network().send(BERT, Lane.VOTES, Bytes.owning(new byte[largest]));
    assertThatThrownBy(
            () -> anna.network().send(BERT, Lane.VOTES, Bytes.owning(new byte[largest + 1])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frame in lane VOTES: want at most 262112 bytes, found 262113");
  }

  @Test
  void a_second_node_with_the_same_key_is_refused_until_the_first_closes() {
    Node first = start(ANNA);
    PeerNetwork second = open(ANNA);
    assertThatThrownBy(() -> second.start(new RecordingReceiver()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("aaaa");
    first.network().close();
    second.start(new RecordingReceiver());
  }

  @Test
  void a_node_may_close_from_inside_a_call() throws InterruptedException {
    PeerNetwork anna = open(ANNA);
    CountDownLatch closed = new CountDownLatch(1);
    anna.start(new ClosesWhenLinked(anna, closed));
    Node bert = start(BERT);
    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(bert.network().connected()).isEmpty();
  }

  private static Bytes numbered(int number) {
    byte[] frame = new byte[1024 - 32];
    frame[0] = (byte) (number >> 8);
    frame[1] = (byte) number;
    return Bytes.owning(frame);
  }

  private record ClosesWhenLinked(PeerNetwork network, CountDownLatch closed)
      implements PeerNetwork.Receiver {

    @Override
    public void onFrame(PublicKey peer, Lane lane, Bytes frame) {}

    @Override
    public void onConnected(PublicKey peer) {
      network.close();
      closed.countDown();
    }

    @Override
    public void onDisconnected(PublicKey peer) {}
  }
}
