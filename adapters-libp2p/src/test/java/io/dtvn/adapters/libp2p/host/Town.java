package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.ping.KeepAlive;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.out.PeerNetwork.Refusal;
import io.dtvn.ports.out.RecordingReceiver;
import io.dtvn.ports.spi.CryptoProvider;
import io.dtvn.ports.spi.NetworkProvider.Endpoint;
import io.dtvn.ports.spi.NetworkProvider.NetworkConfig;
import io.dtvn.ports.spi.Providers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Networks of one test with real keys and real sockets, closed in the end. */
final class Town {

  static final CryptoProvider CRYPTO =
      Providers.select("crypto.type", "bouncycastle", ServiceLoader.load(CryptoProvider.class));

  /** Three validators in the order of their keys. */
  static final List<Signer> VALIDATORS =
      Stream.of("anna", "bert", "carl")
          .map(Town::signer)
          .sorted(Comparator.comparing(Signer::publicKey))
          .toList();

  static final Signer STRANGER = signer("stranger");
  static final Digest GENESIS = Digest.of(Utf8.encode("genesis"));
  static final Digest OTHER_GENESIS = Digest.of(Utf8.encode("another genesis"));

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LOOK_AGAIN_NANOS = 1_000_000;

  private final List<Runnable> opened = new ArrayList<>();
  private HostLimits limits = HostLimits.USUAL;
  private Digest genesis = GENESIS;
  private UnaryOperator<PeerNetwork.Receiver> between = UnaryOperator.identity();

  /** A started network and what it hears. */
  record Inhabitant(Libp2pNetwork network, RecordingReceiver hears) {

    String address() {
      return network.listenAddresses().getFirst();
    }

    int port() {
      return Integer.parseInt(address().substring(address().lastIndexOf('/') + 1));
    }

    long refused(String reason) {
      return network.refusals().stream()
          .filter(refusal -> refusal.reason().equals(reason))
          .mapToLong(Refusal::count)
          .sum();
    }
  }

  static Signer signer(String name) {
    return CRYPTO.signer(Bytes.owning(Digest.of(Utf8.encode("test key " + name)).toBytes()));
  }

  static List<PublicKey> members() {
    return VALIDATORS.stream().map(Signer::publicKey).toList();
  }

  /** Those started from now on have these limits. */
  void limits(HostLimits next) {
    limits = next;
  }

  /** Limits that a test does not meet by its own connections. */
  static HostLimits wide(KeepAlive.Timing keepAlive) {
    return new HostLimits(
        500,
        1,
        400,
        100_000,
        100_000,
        100_000,
        16,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        keepAlive);
  }

  /** Those started from now on belong to this network. */
  void genesis(Digest next) {
    genesis = next;
  }

  /** Starts a network on a free port that looks at {@code bootstrap}. */
  Inhabitant start(Signer who, String... bootstrap) {
    return start(who, 0, List.of(bootstrap), Metrics.NONE);
  }

  Inhabitant start(Signer who, int port, List<String> bootstrap, Metrics metrics) {
    Endpoint endpoint =
        new Endpoint("127.0.0.1", port, bootstrap, List.of("tcp"), List.of("noise"));
    NetworkConfig config =
        new NetworkConfig(who, CRYPTO.verifier(), genesis, members(), endpoint, metrics);
    Libp2pNetwork network = new Libp2pNetwork(HostPlan.of(config), limits);
    opened.add(network::close);
    RecordingReceiver receiver = new RecordingReceiver();
    network.start(between.apply(receiver));
    return new Inhabitant(network, receiver);
  }

  /** Those started from now on tell it what they hear; it passes that on. */
  void between(UnaryOperator<PeerNetwork.Receiver> next) {
    between = next;
  }

  /** A peer that does as the test says. */
  RawPeer raw(Signer who) {
    RawPeer peer = new RawPeer(who);
    opened.add(peer::close);
    return peer;
  }

  /** Waits until both know of their link. */
  static void linked(Inhabitant one, Signer oneKey, Inhabitant other, Signer otherKey) {
    one.hears().await("+ " + RecordingReceiver.name(otherKey.publicKey()));
    other.hears().await("+ " + RecordingReceiver.name(oneKey.publicKey()));
  }

  /** Waits for what no call tells. */
  static void await(String what, BooleanSupplier wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!wanted.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for: " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  static Bytes bytes(String text) {
    return Bytes.owning(Utf8.encode(text));
  }

  static void send(Inhabitant from, Signer to, PeerNetwork.Lane lane, String text) {
    from.network().send(to.publicKey(), lane, bytes(text));
  }

  void close() {
    opened.forEach(Runnable::run);
  }
}
