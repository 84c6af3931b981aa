package io.dtvn.app.wiring;

import io.dtvn.app.config.ConfigException;
import io.dtvn.app.config.ConsensusGroup;
import io.dtvn.app.config.NetworkGroup;
import io.dtvn.app.config.NodeConfig;
import io.dtvn.app.config.Settings;
import io.dtvn.application.node.NodePlan;
import io.dtvn.application.node.StoragePlan;
import io.dtvn.application.node.ValidatorNode;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.PeerId;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.in.UseCases;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.ApiProvider.ApiConfig;
import io.dtvn.ports.spi.ApiProvider.ApiKey;
import io.dtvn.ports.spi.ApiProvider.ApiServer;
import io.dtvn.ports.spi.ApiProvider.Cors;
import io.dtvn.ports.spi.EngineTiming;
import io.dtvn.ports.spi.MetricsProvider.MetricsServer;
import io.dtvn.ports.spi.NetworkProvider.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A validator with its API and its metrics, running until it is closed or stops itself. */
public final class RunningNode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final ValidatorNode node;
  private final ApiServer api;
  private final MetricsServer metrics;

  private RunningNode(ValidatorNode node, ApiServer api, MetricsServer metrics) {
    this.node = node;
    this.api = api;
    this.metrics = metrics;
  }

  /**
   * Starts what {@code settings} describe. The API answers at once; whether the node can order is
   * told by {@code /health/ready}.
   *
   * @throws io.dtvn.app.config.ConfigException if the settings cannot be used
   * @throws RuntimeException if folder, journal, store or port cannot; the message says what to do
   */
  public static RunningNode start(Settings settings) {
    NodeConfig config = settings.config();
    Exposure exposure = Exposure.of(settings);
    PlugIns plugIns = PlugIns.of(config);
    MetricsServer metrics = MetricsPage.open(plugIns.metrics(), config);
    try {
      NodePlan plan = plan(settings, plugIns, exposure, metrics.metrics());
      warn(settings, plan);
      return start(settings, plugIns, plan, metrics);
    } catch (RuntimeException e) {
      metrics.close();
      throw e;
    }
  }

  private static RunningNode start(
      Settings settings, PlugIns plugIns, NodePlan plan, MetricsServer metrics) {
    NodeConfig config = settings.config();
    ValidatorNode node = ValidatorNode.open(plan);
    try {
      ApiServer api = plugIns.api().open(apiConfig(settings), node.useCases(), plan.metrics());
      LOG.info(
          "serving id={} peer={} api=http://{}:{} metrics={} data={}",
          config.node().id(),
          PeerId.of(plan.signer().publicKey()),
          config.api().address(),
          api.port(),
          MetricsPage.url(metrics, config),
          plan.dataFolder());
      return new RunningNode(node, api, metrics);
    } catch (RuntimeException e) {
      metrics.close();
      node.close();
      throw e;
    }
  }

  /** Everything that can be asked of this node, without HTTP. */
  public UseCases useCases() {
    return node.useCases();
  }

  /** The port of the API. */
  public int apiPort() {
    return api.port();
  }

  /** Completes with the cause when the validator had to stop; never after an ordinary close. */
  public CompletionStage<Throwable> stoppedItself() {
    return node.stoppedItself();
  }

  /** Takes no new call, finishes those in flight, and lets go of everything. */
  @Override
  public void close() {
    node.drain();
    api.close();
    metrics.close(); // before what its gauges read
    node.close();
  }

  private static NodePlan plan(
      Settings settings, PlugIns plugIns, Exposure exposure, Metrics metrics) {
    NodeConfig config = settings.config();
    checkIsMember(config);
    ConfiguredNetwork network = ConfiguredNetwork.of(settings, plugIns.crypto());
    Genesis genesis = network.genesis();
    int self = genesis.validators().indexOf(new ValidatorId(config.node().id())).orElseThrow();
    Signer signer = plugIns.crypto().signer(network.keys().seed(config.node().id()));
    Path data = Path.of(config.node().dataDir()).toAbsolutePath().normalize();
    return new NodePlan(
        genesis,
        self,
        signer,
        plugIns.crypto().verifier(),
        network.keys().dataKey(),
        data,
        new StoragePlan(
            plugIns.storage(),
            StoragePlan.directory(data, config.storage().path()),
            config.node().id()),
        plugIns.network(),
        endpoint(config.network()),
        plugIns.consensus(),
        timing(config.consensus()),
        true,
        settings.mayBeFirstStart(),
        exposure.issuesImplicitly(config.compat().implicitIssue()),
        config.storage().timeout(),
        DRAIN,
        metrics);
  }

  /** A name without a number beside bootstrap mode is meant as a node without a ledger. */
  private static void checkIsMember(NodeConfig config) {
    String id = config.node().id();
    if (config.network().bootstrapMode() && !id.matches(".*[0-9]")) {
      throw new ConfigException(
          ("node.id '%s': want a validator, found the name of a node that only serves discovery,"
                  + " which this version cannot; leave it out and tell each validator the others'"
                  + " addresses with -bootstrap")
              .formatted(id));
    }
  }

  private static Endpoint endpoint(NetworkGroup network) {
    return new Endpoint(
        network.address(),
        network.listenPort(),
        network.bootstrapPeers(),
        network.transports(),
        network.security());
  }

  private static EngineTiming timing(ConsensusGroup consensus) {
    EngineTiming lan = EngineTiming.LAN;
    Duration forwardAfter = consensus.viewTimeout().dividedBy(3);
    return new EngineTiming(
        lan.batchDelay(),
        lan.statusActive(),
        lan.statusIdle(),
        lan.lag(),
        forwardAfter,
        consensus.viewTimeout().minus(forwardAfter),
        lan.poolBytes());
  }

  private static ApiConfig apiConfig(Settings settings) {
    NodeConfig config = settings.config();
    return new ApiConfig(
        config.api().address(),
        config.api().port(),
        settings.secrets().apiKey().map(RunningNode::environmentKey),
        new Cors(config.api().enableCors(), config.api().corsOrigins()),
        settings.webSocketOrigins());
  }

  private static ApiKey environmentKey(String secret) {
    return new ApiKey("env", Bytes.owning(Utf8.encode(secret)));
  }

  private static void warn(Settings settings, NodePlan plan) {
    NodeConfig config = settings.config();
    if (!settings.withoutEffect().isEmpty()) {
      LOG.warn("keys without effect in this version: {}", settings.withoutEffect());
    }
    if (config.consensus().isPrimary() && plan.genesis().validators().primaryOf(0) != plan.self()) {
      LOG.warn(
          "consensus.is_primary: {} is not the primary of view 0, that is {}; the view decides",
          config.node().id(),
          plan.genesis().validators().at(plan.genesis().validators().primaryOf(0)).id());
    }
  }
}
