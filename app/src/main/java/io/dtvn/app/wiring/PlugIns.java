package io.dtvn.app.wiring;

import io.dtvn.app.config.NodeConfig;
import io.dtvn.ports.spi.ApiProvider;
import io.dtvn.ports.spi.ConsensusEngineProvider;
import io.dtvn.ports.spi.CryptoProvider;
import io.dtvn.ports.spi.MetricsProvider;
import io.dtvn.ports.spi.NetworkProvider;
import io.dtvn.ports.spi.Provider;
import io.dtvn.ports.spi.Providers;
import io.dtvn.ports.spi.StorageProvider;
import java.util.ServiceLoader;

/** The plug-ins that a configuration names. */
record PlugIns(
    CryptoProvider crypto,
    StorageProvider storage,
    NetworkProvider network,
    ConsensusEngineProvider consensus,
    ApiProvider api,
    MetricsProvider metrics) {

  /** HTTP is the only door there is, so no key chooses it; the same for the page of numbers. */
  private static final String API = "http";

  private static final String METRICS = "prometheus";

  /**
   * Finds them on the class path.
   *
   * @throws io.dtvn.ports.spi.UnknownProviderException if a name matches none or several; the
   *     message lists what is installed
   */
  static PlugIns of(NodeConfig config) {
    return new PlugIns(
        select("crypto.provider", config.crypto().provider(), CryptoProvider.class),
        select("storage.type", config.storage().type(), StorageProvider.class),
        select("network.type", config.network().type(), NetworkProvider.class),
        select("consensus.type", config.consensus().type(), ConsensusEngineProvider.class),
        select("api", API, ApiProvider.class),
        select("metrics", METRICS, MetricsProvider.class));
  }

  /** The one of this name, of those on the class path. */
  static <P extends Provider> P select(String key, String wanted, Class<P> kind) {
    return Providers.select(key, wanted, ServiceLoader.load(kind));
  }
}
