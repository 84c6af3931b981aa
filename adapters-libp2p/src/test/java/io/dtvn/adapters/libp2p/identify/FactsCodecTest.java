package io.dtvn.adapters.libp2p.identify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.protobuf.ProtoWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What peers say of themselves, in bytes. */
class FactsCodecTest {

  private static final PublicKey KEY = PublicKey.fromBytes(new byte[PublicKey.BYTES], 0);
  private static final Multiaddr HERE = Multiaddr.parse("/ip4/127.0.0.1/tcp/4001");
  private static final Multiaddr THERE = Multiaddr.parse("/ip4/10.0.0.7/tcp/4002");
  private static final PeerFacts FACTS =
      new PeerFacts(
          List.of(HERE, THERE), List.of("/a", "/b"), Optional.of(THERE), "dtvn/1", "dtvn/0.1");

  @Test
  void what_was_written_is_read() {
    assertThat(read(FactsCodec.encode(KEY, FACTS))).isEqualTo(FACTS);
  }

  @Test
  void several_messages_are_parts_of_one() {
    FactsCodec codec = new FactsCodec();
    codec.merge(new ProtoWriter().text(3, "/a").text(5, "dtvn/1").toBytes());
    codec.merge(new ProtoWriter().bytes(2, HERE.bytes().toBytes()).text(3, "/b").toBytes());
    PeerFacts facts = codec.facts();
    assertThat(facts.protocols()).containsExactly("/a", "/b");
    assertThat(facts.listenAddresses()).containsExactly(HERE);
    assertThat(facts.protocolVersion()).isEqualTo("dtvn/1");
  }

  @Test
  void lists_end_at_their_limits() {
    ProtoWriter out = new ProtoWriter();
    for (int i = 0; i < 200; i++) {
      out.bytes(2, HERE.bytes().toBytes()).text(3, "/p" + i);
    }
    PeerFacts facts = read(out.toBytes());
    assertThat(facts.listenAddresses()).hasSize(PeerFacts.ADDRESSES_MAX);
    assertThat(facts.protocols()).hasSize(PeerFacts.PROTOCOLS_MAX).startsWith("/p0");
  }

  @Test
  void an_address_of_an_unknown_kind_is_left_out_alone() {
    byte[] message =
        new ProtoWriter()
            .bytes(2, new byte[] {(byte) 0xff, 0x7f})
            .bytes(2, HERE.bytes().toBytes())
            .bytes(4, new byte[] {1})
            .toBytes();
    PeerFacts facts = read(message);
    assertThat(facts.listenAddresses()).containsExactly(HERE);
    assertThat(facts.observedAddress()).isEmpty();
  }

  @Property
  void what_is_cut_or_changed_is_read_or_malformed(
      @ForAll @IntRange(max = 150) int length,
      @ForAll @IntRange(max = 150) int at,
      @ForAll byte b) {
    byte[] whole = FactsCodec.encode(KEY, FACTS);
    byte[] cut = Arrays.copyOf(whole, Math.min(length, whole.length));
    if (at < cut.length) {
      cut[at] = b;
    }
    bounded(cut);
  }

  @Property
  void bytes_of_chance_are_read_or_malformed(@ForAll @Size(max = 500) byte[] chance) {
    bounded(chance);
  }

  private static void bounded(byte[] message) {
    try {
      PeerFacts facts = read(message);
      assertThat(facts.listenAddresses().size()).isLessThanOrEqualTo(PeerFacts.ADDRESSES_MAX);
    } catch (MalformedException e) {
      assertThat(e).hasMessageMatching("(?s)\\w.*");
    }
  }

  private static PeerFacts read(byte[] message) {
    FactsCodec codec = new FactsCodec();
    codec.merge(message);
    return codec.facts();
  }
}
