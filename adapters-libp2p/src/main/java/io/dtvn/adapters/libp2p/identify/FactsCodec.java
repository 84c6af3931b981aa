package io.dtvn.adapters.libp2p.identify;

import io.dtvn.adapters.libp2p.identity.KeyCodec;
import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.adapters.libp2p.protobuf.ProtoReader;
import io.dtvn.adapters.libp2p.protobuf.ProtoWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The message {@code Identify}. Reading takes several that are parts of one: lists grow up to their
 * limits, of the rest the last one counts. The key in it is not read: the connection has proved
 * one. Not thread-safe.
 */
final class FactsCodec {

  private static final int PUBLIC_KEY = 1;
  private static final int LISTEN_ADDRESS = 2;
  private static final int PROTOCOL = 3;
  private static final int OBSERVED_ADDRESS = 4;
  private static final int PROTOCOL_VERSION = 5;
  private static final int AGENT_VERSION = 6;
  private static final int TEXT_MAX = 256;

  private final List<Multiaddr> listenAddresses = new ArrayList<>();
  private final List<String> protocols = new ArrayList<>();
  private @Nullable Multiaddr observedAddress;
  private String protocolVersion = "";
  private String agentVersion = "";

  static byte[] encode(PublicKey key, PeerFacts facts) {
    ProtoWriter out = new ProtoWriter().bytes(PUBLIC_KEY, KeyCodec.encode(key));
    facts.listenAddresses().forEach(a -> out.bytes(LISTEN_ADDRESS, a.bytes().toBytes()));
    facts.protocols().forEach(protocol -> out.text(PROTOCOL, protocol));
    facts.observedAddress().ifPresent(a -> out.bytes(OBSERVED_ADDRESS, a.bytes().toBytes()));
    out.text(PROTOCOL_VERSION, facts.protocolVersion());
    return out.text(AGENT_VERSION, facts.agentVersion()).toBytes();
  }

  /**
   * Reads one part.
   *
   * @throws MalformedException if it is no protobuf or a text in it is too long
   */
  void merge(byte[] message) {
    ProtoReader in = new ProtoReader(message);
    while (in.next()) {
      switch (in.field()) {
        case LISTEN_ADDRESS -> {
          if (listenAddresses.size() < PeerFacts.ADDRESSES_MAX) {
            address(in).ifPresent(listenAddresses::add);
          }
        }
        case PROTOCOL -> {
          if (protocols.size() < PeerFacts.PROTOCOLS_MAX) {
            protocols.add(in.text(TEXT_MAX));
          }
        }
        case OBSERVED_ADDRESS -> observedAddress = address(in).orElse(null);
        case PROTOCOL_VERSION -> protocolVersion = in.text(TEXT_MAX);
        case AGENT_VERSION -> agentVersion = in.text(TEXT_MAX);
        default -> {} // the key, the signed record, and what later versions add
      }
    }
  }

  PeerFacts facts() {
    return new PeerFacts(
        listenAddresses,
        protocols,
        Optional.ofNullable(observedAddress),
        protocolVersion,
        agentVersion);
  }

  /** An address of a kind that we do not know is left out, and the others are kept. */
  private static Optional<Multiaddr> address(ProtoReader in) {
    byte[] bytes = in.bytes(Integer.MAX_VALUE);
    try {
      return Optional.of(Multiaddr.fromBytes(bytes));
    } catch (MalformedException _) {
      return Optional.empty();
    }
  }
}
