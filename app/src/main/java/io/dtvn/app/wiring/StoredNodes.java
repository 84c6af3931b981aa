package io.dtvn.app.wiring;

import io.dtvn.app.config.NodeConfig;
import io.dtvn.app.config.Settings;
import io.dtvn.application.upkeep.NodeFolder;
import io.dtvn.application.upkeep.Restore;
import io.dtvn.application.upkeep.StoppedNode;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.spi.CryptoProvider;
import io.dtvn.ports.spi.StorageProvider;
import java.nio.file.Path;

/** What nodes that do not run have stored, found as a start would find it. */
public final class StoredNodes {

  private StoredNodes() {}

  /**
   * Takes hold of the data folder that {@code settings} name; its back end is the one that the
   * folder says.
   *
   * @throws RuntimeException if it is none, or the node runs; the message says what to do
   */
  public static StoppedNode open(Settings settings) {
    return StoppedNode.open(folder(settings.config()), StoredNodes::provider);
  }

  /**
   * A restore of the node that {@code settings} describe.
   *
   * @param backup the file
   * @param acceptLoss whether it is known that what was ordered after the backup is forgotten
   * @throws io.dtvn.app.config.ConfigException if the settings cannot be used
   */
  public static Restore restore(Settings settings, Path backup, boolean acceptLoss) {
    NodeConfig config = settings.config();
    CryptoProvider crypto =
        PlugIns.select("crypto.provider", config.crypto().provider(), CryptoProvider.class);
    Genesis genesis = ConfiguredNetwork.of(settings, crypto).genesis();
    return new Restore(
        new Restore.Request(
            backup,
            folder(config),
            provider(config.storage().type()),
            genesis,
            new ValidatorId(config.node().id()),
            acceptLoss));
  }

  /**
   * The back end called {@code type}.
   *
   * @throws io.dtvn.ports.spi.UnknownProviderException if there is none
   */
  public static StorageProvider provider(String type) {
    return PlugIns.select("storage.type", type, StorageProvider.class);
  }

  private static NodeFolder folder(NodeConfig config) {
    return new NodeFolder(
        Path.of(config.node().dataDir()).toAbsolutePath().normalize(), config.storage().path());
  }
}
