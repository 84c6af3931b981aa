package io.dtvn.app.cli;

import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/**
 * The flags that stand for keys of the configuration, in both spellings: one dash as the
 * predecessor's documentation has them, and two.
 */
final class KeyOptions {

  private final SortedMap<String, String> values = new TreeMap<>();

  /** What was given, by key. */
  SortedMap<String, String> values() {
    return values;
  }

  @Option(
      names = {"--id", "-id"},
      paramLabel = "NAME",
      description = "Name, and place in the development network (default: node0).")
  void id(String value) {
    values.put("node.id", value);
  }

  @Option(
      names = {"--port", "-port"},
      paramLabel = "PORT",
      description = "TCP port for peers (default: 4001).")
  void port(String value) {
    values.put("network.listen_port", value);
  }

  @Option(
      names = {"--api-port", "-api-port"},
      paramLabel = "PORT",
      description = "HTTP port (default: 8080; 0 picks a free one).")
  void apiPort(String value) {
    values.put("api.port", value);
  }

  @Option(
      names = {"--data-dir", "-data-dir"},
      paramLabel = "FOLDER",
      description = "Everything the node keeps (default: ./data).")
  void dataDir(String value) {
    values.put("node.data_dir", value);
  }

  @Option(
      names = {"--bootstrap", "-bootstrap"},
      paramLabel = "ADDRESSES",
      description = "Multiaddrs of known peers, separated by commas.")
  void bootstrap(String value) {
    values.put("network.bootstrap_peers", value);
  }

  @Option(
      names = {"--bootstrap-node", "-bootstrap-node"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Serve discovery.")
  void bootstrapNode(String value) {
    values.put("network.bootstrap_mode", value);
  }

  @Option(
      names = {"--primary", "-primary"},
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "What you believe; the view decides, a wrong belief is warned about.")
  void primary(String value) {
    values.put("consensus.is_primary", value);
  }

  @Option(
      names = {"--total-nodes", "-total-nodes"},
      paramLabel = "N",
      description = "Validators of the network, 1 to 13 (default: 4).")
  void totalNodes(String value) {
    values.put("consensus.total_nodes", value);
  }
}
