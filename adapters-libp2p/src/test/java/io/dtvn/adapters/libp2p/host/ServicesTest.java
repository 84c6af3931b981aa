package io.dtvn.adapters.libp2p.host;

import static io.dtvn.adapters.libp2p.host.Town.VALIDATORS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.adapters.libp2p.host.Town.Inhabitant;
import io.dtvn.adapters.libp2p.identify.Identify;
import io.dtvn.adapters.libp2p.identify.PeerFacts;
import io.dtvn.adapters.libp2p.lanes.LaneProtocol;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.ping.Ping;
import io.dtvn.adapters.libp2p.stream.Connection;
import io.dtvn.adapters.libp2p.stream.Stream;
import io.dtvn.adapters.libp2p.stream.StreamHandler;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a validator answers beside its lanes. */
class ServicesTest {

  private static final Signer ANNA = VALIDATORS.get(0);
  private static final Signer BERT = VALIDATORS.get(1);

  private final Town town = new Town();
  private final Inhabitant anna = town.start(ANNA);
  private final Connection connection = town.raw(BERT).dial(anna.address()).join();

  @BeforeEach
  void linked() {
    assertThat(connection.peer()).isEqualTo(ANNA.publicKey());
  }

  @AfterEach
  void closeAll() {
    town.close();
  }

  @Test
  void it_tells_where_it_listens_what_it_speaks_and_where_it_sees_us() {
    PeerFacts facts = Identify.ask(connection).toCompletableFuture().join();
    assertThat(facts.listenAddresses()).containsExactly(Multiaddr.parse(anna.address()));
    assertThat(facts.protocols())
        .containsAll(LaneProtocol.names(Town.GENESIS))
        .contains(Identify.PROTOCOL, Ping.PROTOCOL)
        .hasSize(6);
    assertThat(facts.observedAddress()).contains(connection.localAddress());
    assertThat(facts.protocolVersion()).isEqualTo("dtvn/1");
    assertThat(facts.agentVersion()).startsWith("dtvn/");
  }

  @Test
  void a_ping_comes_back_in_whole_pieces_until_we_close() {
    Echoes echoes = new Echoes();
    Stream stream = connection.open(Ping.PROTOCOL, echoes).toCompletableFuture().join();
    byte[] question = new byte[80];
    for (int i = 0; i < question.length; i++) {
      question[i] = (byte) i;
    }
    stream.write(Unpooled.copiedBuffer(question, 0, 31));
    stream.write(Unpooled.copiedBuffer(question, 31, 49));
    Town.await("two echoes", () -> echoes.bytes() == 64);
    stream.closeWrite();
    Town.await("the end", echoes::isOver);
    assertThat(echoes.text()).isEqualTo(ByteBufUtil.hexDump(question, 0, 64));
  }

  @Test
  void a_peer_may_ping_on_two_streams_and_on_another_when_one_has_ended() {
    Stream first = RawPeer.open(connection, Ping.PROTOCOL);
    RawPeer.open(connection, Ping.PROTOCOL);
    assertThatThrownBy(() -> RawPeer.open(connection, Ping.PROTOCOL))
        .isInstanceOf(CompletionException.class);
    first.reset("enough");
    RawPeer.open(connection, Ping.PROTOCOL);
  }

  @Test
  void a_lane_is_opened_once() {
    String votes = new LaneProtocol(Town.GENESIS, Lane.VOTES).text();
    RawPeer.open(connection, votes);
    assertThatThrownBy(() -> RawPeer.open(connection, votes))
        .isInstanceOf(CompletionException.class);
    assertThat(anna.network().refusals()).isEmpty();
  }

  /** Collects what comes back. */
  private static final class Echoes implements StreamHandler {

    private final AtomicReference<String> heard = new AtomicReference<>("");
    private final CountDownLatch over = new CountDownLatch(1);

    int bytes() {
      return heard.get().length() / 2;
    }

    String text() {
      return heard.get();
    }

    boolean isOver() {
      return over.getCount() == 0;
    }

    @Override
    public void onData(Stream stream, ByteBuf data) {
      int bytes = data.readableBytes();
      String more = ByteBufUtil.hexDump(data);
      heard.updateAndGet(before -> before + more);
      data.release();
      stream.consumed(bytes);
    }

    @Override
    public void onClosed(Stream stream, @Nullable Throwable why) {
      over.countDown();
    }
  }
}
