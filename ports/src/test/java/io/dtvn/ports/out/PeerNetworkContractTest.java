package io.dtvn.ports.out;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.PeerNetwork.ConnectedPeer;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.spi.NetworkProvider;
import io.dtvn.ports.spi.NetworkProvider.Endpoint;
import io.dtvn.ports.spi.NetworkProvider.NetworkConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What every {@link PeerNetwork} carries between nodes that know one another's keys. */
public abstract class PeerNetworkContractTest {

  protected static final PublicKey ANNA = key(0xaa);
  protected static final PublicKey BERT = key(0xbb);
  protected static final PublicKey CARL = key(0xcc);
  private static final PublicKey STRANGER = key(0xdd);
  private static final List<PublicKey> MEMBERS = List.of(ANNA, BERT, CARL);
  private static final int HALF_MIB = 1 << 19;

  private final List<PeerNetwork> opened = new ArrayList<>();
  private Digest genesisHash = Digest.ZERO;

  /** The provider under test. */
  protected abstract NetworkProvider provider();

  /** A network of its own for each test. */
  @BeforeEach
  final void chooseNetwork(TestInfo test) {
    genesisHash = Digest.of((getClass() + test.getDisplayName()).getBytes(UTF_8));
  }

  @AfterEach
  final void closeAll() {
    opened.forEach(PeerNetwork::close);
  }

  @Test
  void both_sides_are_told_of_a_link_and_list_it() {
    Node anna = start(ANNA);
    assertThat(anna.network().connected()).isEmpty();
    Node carl = start(CARL);
    Node bert = start(BERT);
    anna.hears().await("+ bbbb");
    anna.hears().await("+ cccc");
    bert.hears().await("+ aaaa");
    bert.hears().await("+ cccc");
    carl.hears().await("+ aaaa");
    assertThat(anna.network().connected())
        .extracting(ConnectedPeer::key)
        .containsExactly(BERT, CARL);
    assertThat(bert.network().connected())
        .extracting(ConnectedPeer::key)
        .containsExactly(ANNA, CARL);
  }

  @Test
  void frames_arrive_with_their_sender_and_lane() {
    Node anna = start(ANNA);
    Node bert = start(BERT);
    linked(anna, bert);
    for (Lane lane : Lane.values()) {
      anna.sends(BERT, lane, "from anna");
      bert.sends(ANNA, lane, "from bert");
    }
    for (Lane lane : Lane.values()) {
      bert.hears().await(lane + " aaaa from anna");
      anna.hears().await(lane + " bbbb from bert");
    }
  }

  @Test
  void a_frame_that_answers_the_news_of_a_link_is_delivered() {
    RecordingReceiver heard = new RecordingReceiver();
    PeerNetwork anna = open(ANNA);
    anna.start(new Greeting(anna));
    PeerNetwork bert = open(BERT);
    bert.start(heard);
    heard.await("VOTES aaaa hello");
    assertThat(heard.lines().getFirst()).isEqualTo("+ aaaa");
  }

  @Test
  void frames_of_one_lane_arrive_in_the_order_sent() {
    Node anna = start(ANNA);
    Node bert = start(BERT);
    Node carl = start(CARL);
    linked(anna, bert);
    linked(carl, bert);
    int count = 500;
    for (int i = 0; i < count; i++) {
      anna.sends(BERT, Lane.PROPOSALS, "" + i);
      carl.sends(BERT, Lane.PROPOSALS, "" + i);
      anna.sends(BERT, Lane.REQUESTS, "" + i);
    }
    bert.hears().await(lines -> lines.size() == 2 + 3 * count, "all frames");
    List<String> fromAnna = IntStream.range(0, count).mapToObj(i -> "aaaa " + i).toList();
    assertThat(bert.hears().frames(Lane.PROPOSALS).stream().filter(f -> f.startsWith("aaaa")))
        .containsExactlyElementsOf(fromAnna);
    assertThat(bert.hears().frames(Lane.PROPOSALS).stream().filter(f -> f.startsWith("cccc")))
        .hasSize(count)
        .isSortedAccordingTo((a, b) -> number(a) - number(b));
    assertThat(bert.hears().frames(Lane.REQUESTS)).isEqualTo(fromAnna);
  }

  @Test
  void the_largest_frame_passes_and_a_larger_one_is_refused() {
    Node anna = start(ANNA);
    Node bert = start(BERT);
    linked(anna, bert);
    Bytes largest = Bytes.owning(new byte[PeerNetwork.FRAME_BYTES_MAX]);
    Bytes larger = Bytes.owning(new byte[PeerNetwork.FRAME_BYTES_MAX + 1]);
    anna.network().send(BERT, Lane.PROPOSALS, largest);
    bert.hears().await("PROPOSALS aaaa " + largest.length() + " bytes");
    for (Lane lane : Lane.values()) {
      assertThatThrownBy(() -> anna.network().send(BERT, lane, larger))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("found " + larger.length());
    }
    anna.network().send(BERT, Lane.REPAIR, Bytes.EMPTY);
    bert.hears().await("REPAIR aaaa ");
  }

  @Test
  void a_full_lane_drops_its_oldest_frames_and_never_blocks_the_sender() {
    Node anna = start(ANNA);
    Node bert = start(BERT);
    linked(anna, bert);
    bert.hears().standStill();
    anna.sends(BERT, Lane.REQUESTS, "stand still");
    bert.hears().await("REQUESTS aaaa stand still");
    int count = 40;
    for (int i = 0; i < count; i++) {
      anna.network().send(BERT, Lane.REQUESTS, Bytes.owning(new byte[HALF_MIB]));
    }
    anna.sends(BERT, Lane.REQUESTS, "last");
    bert.hears().goOn();
    bert.hears().await("REQUESTS aaaa last");
    int delivered = bert.hears().frames(Lane.REQUESTS).size() - 2;
    assertThat(delivered).isBetween(1, count - 1);
  }

  @Test
  void a_flood_in_one_lane_or_of_one_peer_drops_no_frame_of_another() {
    Node anna = start(ANNA);
    Node bert = start(BERT);
    Node carl = start(CARL);
    linked(anna, bert);
    linked(carl, bert);
    bert.hears().standStill();
    anna.sends(BERT, Lane.REQUESTS, "stand still");
    bert.hears().await("REQUESTS aaaa stand still");
    anna.sends(BERT, Lane.VOTES, "vote");
    carl.sends(BERT, Lane.REQUESTS, "request");
    for (int i = 0; i < 40; i++) {
      anna.network().send(BERT, Lane.REQUESTS, Bytes.owning(new byte[HALF_MIB]));
    }
    bert.hears().goOn();
    bert.hears().await("VOTES aaaa vote");
    bert.hears().await("REQUESTS cccc request");
  }

  @Test
  void a_peer_that_closes_is_gone_and_may_come_back() {
    Node anna = start(ANNA);
    Node bert = start(BERT);
    linked(anna, bert);
    bert.network().close();
    anna.hears().await("- bbbb");
    assertThat(anna.network().connected()).isEmpty();
    anna.sends(BERT, Lane.VOTES, "nobody there");
    Node again = start(BERT);
    anna.hears()
        .await(lines -> lines.lastIndexOf("+ bbbb") > lines.indexOf("- bbbb"), "a new link");
    again.hears().await("+ aaaa");
    anna.sends(BERT, Lane.VOTES, "welcome");
    again.hears().await("VOTES aaaa welcome");
    assertThat(again.hears().frames(Lane.VOTES)).containsExactly("aaaa welcome");
  }

  @Test
  void a_peer_that_is_shut_out_loses_its_link_and_comes_back_by_itself() {
    Node anna = start(ANNA);
    Node bert = start(BERT);
    linked(anna, bert);
    anna.network().shutOut(BERT, Duration.ofMillis(300));
    anna.hears().await("- bbbb");
    bert.hears().await("- aaaa");
    assertThat(anna.network().refusals())
        .extracting(PeerNetwork.Refusal::reason)
        .containsExactly(PeerNetwork.MISBEHAVING);
    anna.hears().await(lines -> lines.lastIndexOf("+ bbbb") > lines.indexOf("- bbbb"), "a link");
    bert.hears().await(lines -> lines.lastIndexOf("+ aaaa") > lines.indexOf("- aaaa"), "a link");
    anna.sends(BERT, Lane.VOTES, "welcome");
    bert.hears().await("VOTES aaaa welcome");
  }

  @Test
  void a_peer_that_is_shut_out_is_not_let_in_and_others_are() {
    Node anna = start(ANNA);
    anna.network().shutOut(CARL, Duration.ofMinutes(10));
    anna.network().shutOut(STRANGER, Duration.ofMinutes(10));
    Node carl = start(CARL);
    Node bert = start(BERT);
    linked(anna, bert);
    linked(carl, bert);
    assertThat(anna.hears().lines()).containsExactly("+ bbbb");
    assertThat(carl.hears().lines()).containsExactly("+ bbbb");
  }

  @Test
  void frames_to_peers_that_are_not_connected_are_dropped() {
    Node anna = start(ANNA);
    Node bert = start(BERT);
    linked(anna, bert);
    for (PublicKey nobody : List.of(CARL, STRANGER)) {
      assertThatCode(() -> anna.sends(nobody, Lane.VOTES, "lost")).doesNotThrowAnyException();
    }
    anna.sends(BERT, Lane.VOTES, "kept");
    bert.hears().await("VOTES aaaa kept");
    assertThat(bert.hears().frames(Lane.VOTES)).containsExactly("aaaa kept");
  }

  @Test
  void nodes_of_another_genesis_and_strangers_are_not_linked() {
    Node anna = start(ANNA);
    start(CARL, Digest.of(new byte[] {1}), MEMBERS);
    start(STRANGER, genesisHash, List.of(ANNA, BERT, CARL, STRANGER));
    Node bert = start(BERT);
    linked(anna, bert);
    assertThat(anna.hears().lines()).containsExactly("+ bbbb");
    assertThat(bert.hears().lines()).containsExactly("+ aaaa");
  }

  @Test
  void a_closed_network_tells_and_sends_nothing() {
    Node anna = start(ANNA);
    Node bert = start(BERT);
    linked(anna, bert);
    anna.network().close();
    anna.network().close();
    bert.hears().await("- aaaa");
    bert.sends(ANNA, Lane.VOTES, "late");
    anna.sends(BERT, Lane.VOTES, "late");
    assertThat(anna.network().connected()).isEmpty();
    assertThatThrownBy(() -> anna.network().start(anna.hears()))
        .isInstanceOf(IllegalStateException.class);
    Node carl = start(CARL);
    linked(carl, bert);
    carl.sends(BERT, Lane.VOTES, "done");
    bert.hears().await("VOTES cccc done");
    assertThat(bert.hears().frames(Lane.VOTES)).containsExactly("cccc done");
    assertThat(anna.hears().lines()).containsExactly("+ bbbb");
  }

  @Test
  void nothing_is_connected_before_the_start_and_it_starts_once() {
    Node bert = start(BERT);
    PeerNetwork anna = open(ANNA);
    anna.send(BERT, Lane.VOTES, bytes("too early"));
    assertThat(anna.connected()).isEmpty();
    assertThat(bert.network().connected()).isEmpty();
    RecordingReceiver heard = new RecordingReceiver();
    anna.start(heard);
    heard.await("+ bbbb");
    assertThatThrownBy(() -> anna.start(heard)).isInstanceOf(IllegalStateException.class);
    bert.hears().await("+ aaaa");
    assertThat(bert.hears().frames(Lane.VOTES)).isEmpty();
  }

  /** A started node and what it hears. */
  protected record Node(PublicKey key, PeerNetwork network, RecordingReceiver hears) {

    /** Queues a text as a frame. */
    public void sends(PublicKey peer, Lane lane, String text) {
      network.send(peer, lane, bytes(text));
    }
  }

  /** Starts a node that knows Anna, Bert and Carl. */
  protected final Node start(PublicKey self) {
    return start(self, genesisHash, MEMBERS);
  }

  /** Waits until both know of their link. */
  protected static void linked(Node one, Node other) {
    one.hears().await("+ " + RecordingReceiver.name(other.key()));
    other.hears().await("+ " + RecordingReceiver.name(one.key()));
  }

  /** Opens a node of this test's network that knows Anna, Bert and Carl, and does not start it. */
  protected final PeerNetwork open(PublicKey self) {
    return open(self, genesisHash, MEMBERS);
  }

  protected static Bytes bytes(String text) {
    return Bytes.owning(text.getBytes(UTF_8));
  }

  private PeerNetwork open(PublicKey self, Digest genesis, List<PublicKey> members) {
    PeerNetwork network = provider().open(config(self, genesis, members));
    opened.add(network);
    return network;
  }

  private static NetworkConfig config(PublicKey self, Digest genesis, List<PublicKey> members) {
    return new NetworkConfig(
        new NamedOnly(self),
        (_, _, _) -> true,
        genesis,
        members,
        new Endpoint("127.0.0.1", 0, List.of(), List.of("tcp"), List.of("noise")),
        Metrics.NONE);
  }

  private Node start(PublicKey self, Digest genesis, List<PublicKey> members) {
    PeerNetwork network = open(self, genesis, members);
    RecordingReceiver receiver = new RecordingReceiver();
    network.start(receiver);
    return new Node(self, network, receiver);
  }

  private static PublicKey key(int fill) {
    byte[] bytes = new byte[PublicKey.BYTES];
    Arrays.fill(bytes, (byte) fill);
    return PublicKey.fromBytes(bytes, 0);
  }

  private static int number(String frame) {
    return Integer.parseInt(frame.substring(frame.indexOf(' ') + 1));
  }

  /** Has a key and does not sign. */
  private record NamedOnly(PublicKey publicKey) implements Signer {

    @Override
    public Signature sign(Bytes message) {
      throw new IllegalStateException("this network asks for no signature");
    }
  }

  /** Says hello to every peer it is linked to. */
  private record Greeting(PeerNetwork network) implements PeerNetwork.Receiver {

    @Override
    public void onFrame(PublicKey peer, Lane lane, Bytes frame) {}

    @Override
    public void onConnected(PublicKey peer) {
      network.send(peer, Lane.VOTES, bytes("hello"));
    }

    @Override
    public void onDisconnected(PublicKey peer) {}
  }
}
