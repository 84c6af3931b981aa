package io.dtvn.app.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Where the validators of a network listen: each number and those behind it, one for each.
 *
 * @param api of the first validator
 * @param peers of the first validator; its metrics are {@value #METRICS_ABOVE_PEERS} above it
 */
record Ports(int api, int peers) {

  private static final int METRICS_ABOVE_PEERS = 5089;

  /** Where the first one serves its metrics. */
  int metrics() {
    return peers + METRICS_ABOVE_PEERS;
  }

  /** Ports that nobody uses now. */
  static Ports free(int nodes) {
    for (int attempt = 0; attempt < 1000; attempt++) {
      int base = ThreadLocalRandom.current().nextInt(12_000, 26_000);
      if (areFree(base, 2 * nodes) && areFree(base + nodes + METRICS_ABOVE_PEERS, nodes)) {
        return new Ports(base, base + nodes);
      }
    }
    throw new AssertionError("no free ports");
  }

  private static boolean areFree(int first, int count) {
    return IntStream.range(first, first + count).allMatch(Ports::isFree);
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
