package io.dtvn.application.node;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.membership.Validator;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.domain.ticket.Label;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.ConsensusEngineProvider;
import io.dtvn.ports.spi.CryptoProvider;
import io.dtvn.ports.spi.EngineTiming;
import io.dtvn.ports.spi.NetworkProvider;
import io.dtvn.ports.spi.NetworkProvider.Endpoint;
import io.dtvn.ports.spi.Provider;
import io.dtvn.ports.spi.Providers;
import io.dtvn.ports.spi.StorageProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;

/** Plans of real nodes with keys derived from their names; plug-ins are found as in the product. */
final class TestNetwork {

  private static final Endpoint NOWHERE =
      new Endpoint("127.0.0.1", 0, List.of(), List.of(), List.of());
  private static final CryptoProvider CRYPTO =
      plugIn(CryptoProvider.class, "crypto.type", "bouncycastle");

  private final Genesis genesis;

  private TestNetwork(Genesis genesis) {
    this.genesis = genesis;
  }

  /** A network of {@code validators} with checkpoints every 8 batches. */
  static TestNetwork of(String name, int validators) {
    return of(name, validators, 8);
  }

  /** A network of {@code validators} with checkpoints every {@code interval} batches. */
  static TestNetwork of(String name, int validators, int interval) {
    List<Validator> members =
        IntStream.range(0, validators)
            .mapToObj(i -> "node" + i)
            .map(id -> new Validator(new ValidatorId(id), signer(id).publicKey()))
            .toList();
    return new TestNetwork(
        new Genesis(
            new Label(name),
            ValidatorSet.of(members),
            ProtocolParameters.withInterval(interval),
            EventPolicy.DEFAULT));
  }

  Genesis genesis() {
    return genesis;
  }

  NodePlan plan(int self, Path folder, StorageProvider storage) {
    return plan(self, folder, storage, new Kind(true, Metrics.NONE));
  }

  /** A node that has been started before: an empty store means that its journal is lost. */
  NodePlan later(int self, Path folder, StorageProvider storage) {
    return plan(self, folder, storage, new Kind(false, Metrics.NONE));
  }

  /** A node on the heap whose numbers go to {@code metrics}. */
  NodePlan counted(int self, Path folder, Metrics metrics) {
    return plan(self, folder, new KeptStorage(), new Kind(true, metrics));
  }

  /** The same node with links through {@code network} and another T_lag. */
  static NodePlan with(NodePlan plan, NetworkProvider network, Duration lag) {
    EngineTiming lan = plan.timing();
    return new NodePlan(
        plan.genesis(),
        plan.self(),
        plan.signer(),
        plan.verifier(),
        plan.dataKey(),
        plan.dataFolder(),
        plan.storage(),
        network,
        plan.endpoint(),
        plan.engine(),
        new EngineTiming(
            lan.batchDelay(),
            lan.statusActive(),
            lan.statusIdle(),
            lag,
            lan.forwardAfter(),
            lan.requestTimeout(),
            lan.poolBytes()),
        plan.developmentKeys(),
        plan.mayBeFirstStart(),
        plan.implicitIssue(),
        plan.lockPatience(),
        plan.drainPatience(),
        plan.metrics());
  }

  /** Whether it may be its first start, and where its numbers go. */
  private record Kind(boolean first, Metrics metrics) {}

  private NodePlan plan(int self, Path folder, StorageProvider storage, Kind kind) {
    return new NodePlan(
        genesis,
        self,
        signer("node" + self),
        CRYPTO.verifier(),
        Bytes.owning(Digest.of(Utf8.encode("data key")).toBytes()),
        folder,
        new StoragePlan(storage, folder, "node" + self),
        plugIn(NetworkProvider.class, "network.type", "memory"),
        NOWHERE,
        plugIn(ConsensusEngineProvider.class, "consensus.type", "pbft"),
        EngineTiming.LAN,
        true,
        kind.first(),
        true,
        Duration.ofMillis(200),
        Duration.ofSeconds(5),
        kind.metrics());
  }

  private static Signer signer(String id) {
    return CRYPTO.signer(Bytes.owning(Digest.of(Utf8.encode("test key " + id)).toBytes()));
  }

  static <P extends Provider> P plugIn(Class<P> kind, String key, String name) {
    return Providers.select(key, name, ServiceLoader.load(kind));
  }
}
