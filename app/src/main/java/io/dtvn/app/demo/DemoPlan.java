package io.dtvn.app.demo;

import io.dtvn.app.config.ConfigException;
import io.dtvn.application.node.FolderIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A network on one machine.
 *
 * @param nodes n, 1 to 13
 * @param data folder with a folder for each validator; absolute
 * @param ports where the validators listen
 * @param storage names of storage plug-ins, split by commas; the validators take them in turn
 * @param inProcess all validators in this process, linked in memory, instead of one process each
 */
public record DemoPlan(int nodes, Path data, Ports ports, String storage, boolean inProcess) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int METRICS_ABOVE_PEERS = 9090 - 4001;

  /** Checks the ranges. */
  public DemoPlan {
    check("--nodes", nodes, 1, 13);
    check("--api-port", ports.api(), 1, 65_536 - nodes);
    check("--p2p-port", ports.peers(), 1, 65_536 - METRICS_ABOVE_PEERS - nodes);
    data = data.toAbsolutePath().normalize();
  }

  /**
   * The first validator's ports; each next one has the next numbers.
   *
   * @param api HTTP
   * @param peers libp2p over TCP; metrics are served {@code 9090 - 4001} above it
   */
  public record Ports(int api, int peers) {}

  /** The validator's name. */
  public String name(int node) {
    return "node" + node;
  }

  /** Where its API is. */
  public URI api(int node) {
    return URI.create("http://%s:%d".formatted(LOOPBACK, ports.api() + node));
  }

  /** Where its numbers are served. */
  public URI metrics(int node) {
    return URI.create("http://%s:%d/metrics".formatted(LOOPBACK, metricsPort(node)));
  }

  /** Everything it keeps. */
  public Path folder(int node) {
    return data.resolve(name(node));
  }

  /** What it logs: a file of its own, or one for all that share this process. */
  public Path log(int node) {
    return inProcess ? data.resolve(DemoFolder.LOG_FILE) : folder(node).resolve("log");
  }

  /** The storage plug-ins. */
  List<String> storages() {
    return List.of(storage.split(",", -1));
  }

  /** The storage plug-in of a validator: its turn's, unless its folder was moved to another. */
  String storageOf(int node) {
    return FolderIdentity.of(folder(node))
        .map(FolderIdentity::storageType)
        .orElseGet(() -> storages().get(node % storages().size()));
  }

  /** Its configuration, by key. */
  SortedMap<String, String> keys(int node) {
    SortedMap<String, String> keys = new TreeMap<>();
    keys.put("node.id", name(node));
    keys.put("node.data_dir", folder(node).toString());
    keys.put("consensus.total_nodes", Integer.toString(nodes));
    keys.put("api.address", LOOPBACK);
    keys.put("api.port", Integer.toString(ports.api() + node));
    keys.put("metrics.address", LOOPBACK);
    keys.put("metrics.port", Integer.toString(metricsPort(node)));
    keys.put("network.address", LOOPBACK);
    keys.put("network.listen_port", Integer.toString(ports.peers() + node));
    keys.put("storage.type", storageOf(node));
    if (inProcess) {
      keys.put("network.type", "memory");
    } else {
      keys.put("network.bootstrap_peers", others(node));
    }
    return keys;
  }

  /** Every TCP port that the network listens on, with what it is for. */
  SortedMap<Integer, String> listens() {
    SortedMap<Integer, String> listens = new TreeMap<>();
    for (int node = 0; node < nodes; node++) {
      add(listens, ports.api() + node, "API of " + name(node));
      add(listens, metricsPort(node), "metrics of " + name(node));
      if (!inProcess) {
        add(listens, ports.peers() + node, "peers of " + name(node));
      }
    }
    return listens;
  }

  /** The names of all validators. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      names.add(name(node));
    }
    return names;
  }

  private static void add(SortedMap<Integer, String> listens, int port, String use) {
    String other = listens.putIfAbsent(port, use);
    if (other != null) {
      throw new ConfigException(
          "port %d: want one use, found %s and %s; move --api-port or --p2p-port"
              .formatted(port, other, use));
    }
  }

  private int metricsPort(int node) {
    return ports.peers() + node + METRICS_ABOVE_PEERS;
  }

  private String others(int node) {
    return IntStream.range(0, nodes)
        .filter(other -> other != node)
        .mapToObj(other -> "/ip4/%s/tcp/%d".formatted(LOOPBACK, ports.peers() + other))
        .collect(Collectors.joining(","));
  }

  private static void check(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new ConfigException("%s: want %d to %d, found %d".formatted(option, min, max, value));
    }
  }
}
