package io.dtvn.benchmarks.load;

import io.dtvn.app.demo.DemoPlan;
import io.dtvn.app.demo.LocalNetwork;
import io.dtvn.ports.in.UseCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A network that is started for one run and leaves nothing behind. */
final class OwnNetwork implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int METRICS_ABOVE_PEERS = 9090 - 4001;
  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 40_000;

  private final LocalNetwork network;
  private final Path folder;
  private final Thread onInterrupt = Thread.ofPlatform().name("bench-end").unstarted(this::end);
  private boolean closed;

  private OwnNetwork(LocalNetwork network, Path folder) {
    this.network = network;
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(onInterrupt);
  }

  /** Starts {@code nodes} validators on free ports in a folder of their own and awaits them. */
  static OwnNetwork start(int nodes, boolean inProcess, Consumer<String> say)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("dtvn-bench-");
    if (inProcess) { // standard output is the report's
      System.setProperty("dtvn.log.appender", "text-file");
      System.setProperty("dtvn.log.file", folder.resolve("log").toString());
    }
    OwnNetwork own = new OwnNetwork(launch(nodes, folder, inProcess, say), folder);
    try {
      own.network.awaitReady(PATIENCE);
      return own;
    } catch (InterruptedException | RuntimeException e) {
      own.close();
      throw e;
    }
  }

  private static LocalNetwork launch(
      int nodes, Path folder, boolean inProcess, Consumer<String> say) throws IOException {
    try {
      DemoPlan plan = new DemoPlan(nodes, folder, freePorts(nodes), "rocksdb", inProcess);
      return LocalNetwork.start(plan, say);
    } catch (RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  /** The way in of caller {@code number}: callers are spread evenly over the nodes. */
  Door door(int number, boolean gateway, Optional<String> apiKey) {
    if (gateway) {
      List<UseCases> nodes = network.useCases();
      return new GatewayDoor(nodes.get(number % nodes.size()));
    }
    List<URI> apis = network.apis();
    return new HttpDoor(Target.of(apis.get(number % apis.size()), apiKey));
  }

  /** Where everything is that its validators keep. */
  Path folder() {
    return folder;
  }

  Meter meter() {
    List<URI> pages = new ArrayList<>();
    for (int node = 0; node < network.plan().nodes(); node++) {
      pages.add(network.plan().metrics(node));
    }
    return new Meter(network.processes(), pages);
  }

  private static DemoPlan.Ports freePorts(int nodes) {
    for (int base = FIRST_PORT; base < LAST_PORT; base += 2 * nodes) {
      boolean free = true;
      for (int port = base; port < base + 2 * nodes && free; port++) {
        free = isFree(port) && isFree(port + METRICS_ABOVE_PEERS);
      }
      if (free) {
        return new DemoPlan.Ports(base, base + nodes);
      }
    }
    throw new IllegalArgumentException(
        "ports: want %d free ones between %d and %d, found none"
            .formatted(2 * nodes, FIRST_PORT, LAST_PORT));
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Ends the validators and deletes what they kept. Twice is harmless. */
  @Override
  public void close() throws IOException {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException _) {
      // the JVM ends: the hook runs, and finds nothing left to do
    }
  }

  private synchronized void end() {
    if (closed) {
      return;
    }
    closed = true;
    network.close();
    try {
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": want it deleted; delete it by hand", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
