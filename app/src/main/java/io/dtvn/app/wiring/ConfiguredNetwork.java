package io.dtvn.app.wiring;

import io.dtvn.app.config.NodeConfig;
import io.dtvn.app.config.Settings;
import io.dtvn.app.keys.DevelopmentNetwork;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.ports.spi.CryptoProvider;

/**
 * The network that a configuration describes.
 *
 * @param keys everybody's
 * @param genesis what all agree on
 */
record ConfiguredNetwork(DevelopmentNetwork keys, Genesis genesis) {

  /**
   * Derives it.
   *
   * @throws io.dtvn.app.config.ConfigException if the node is no member of it
   */
  static ConfiguredNetwork of(Settings settings, CryptoProvider crypto) {
    NodeConfig config = settings.config();
    int validators = config.consensus().totalNodes();
    DevelopmentNetwork keys =
        DevelopmentNetwork.of(config.node().id(), validators, settings.secrets().keySeed(), crypto);
    return new ConfiguredNetwork(
        keys,
        keys.genesis(
            validators, ProtocolParameters.withInterval(config.consensus().checkpointInterval())));
  }
}
