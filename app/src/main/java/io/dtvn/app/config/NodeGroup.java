package io.dtvn.app.config;

/**
 * The group {@code node}.
 *
 * @param id the validator's name, and with development keys its place in the network; {@code node0}
 * @param dataDir everything the node keeps; {@code ./data}
 */
public record NodeGroup(String id, String dataDir) {

  static final NodeGroup DEFAULT = new NodeGroup("node0", "./data");

  /** Checks that a folder is named. */
  public NodeGroup {
    ConfigException.check(!dataDir.isBlank(), "node.data_dir: want a folder, found nothing");
  }
}
