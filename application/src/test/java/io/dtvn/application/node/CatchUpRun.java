package io.dtvn.application.node;

import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.out.OrderingStatus.Check;
import io.dtvn.ports.spi.StorageProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how long a fourth node needs to catch up with three others, on RocksDB, in one process.
 * Arguments: how many operations it is behind when it starts, how many of them were under way at
 * once, how many clients go on meanwhile.
 */
final class CatchUpRun {

  private static final int VOTERS = 3;
  private static final int K = 64;

  private final Path folder;
  private final TestNetwork network = TestNetwork.of("catch-up", VOTERS + 1, K);
  private final List<ValidatorNode> nodes = new ArrayList<>();
  private final AtomicLong next = new AtomicLong();

  private CatchUpRun(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    CatchUpRun run = new CatchUpRun(Files.createTempDirectory("catch-up"));
    run.fill(Long.parseLong(args[0]), Integer.parseInt(args[1]));
    run.catchUp(Integer.parseInt(args[2]));
    System.exit(0); // the clients would go on
  }

  private void fill(long operations, int underWay) throws Exception {
    for (int i = 0; i < VOTERS; i++) {
      nodes.add(open(i));
    }
    Gate.until("three ready", () -> nodes.stream().allMatch(n -> status(n).isReady()));
    long started = System.nanoTime();
    Semaphore room = new Semaphore(underWay);
    for (long i = 0; i < operations; i++) {
      room.acquire();
      String ticket = "T" + next.getAndIncrement();
      nodes
          .get((int) (i % VOTERS))
          .useCases()
          .admit()
          .admit(Gate.call(ticket), new TicketId(ticket))
          .whenComplete((_, _) -> room.release());
    }
    room.acquire(underWay);
    System.out.printf(
        Locale.ROOT,
        "%d operations in %d batches took %.1f s%n",
        operations,
        executed(0),
        since(started));
  }

  private void catchUp(int clients) throws Exception {
    for (int i = 0; i < clients; i++) {
      Gate gate = new Gate(nodes.get(i % VOTERS));
      Thread.ofPlatform().daemon().start(() -> load(gate));
    }
    long started = System.nanoTime();
    nodes.add(open(VOTERS));
    do {
      TimeUnit.MILLISECONDS.sleep(500);
      tell(since(started));
    } while (!status(nodes.get(VOTERS)).isReady() || executed(VOTERS) + K < executed(0));
    for (int i = 0; i < 4; i++) {
      TimeUnit.MILLISECONDS.sleep(500);
      tell(since(started));
    }
  }

  private void tell(double seconds) {
    List<String> objections =
        status(nodes.get(VOTERS)).checks().stream()
            .filter(check -> !check.passed())
            .map(Check::objection)
            .toList();
    System.out.printf(
        Locale.ROOT,
        "%.1f s: at %d of %d %s%n",
        seconds,
        executed(VOTERS),
        executed(0),
        objections);
  }

  private void load(Gate gate) {
    try {
      while (true) {
        gate.issue("L" + next.getAndIncrement());
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private ValidatorNode open(int i) {
    StorageProvider rocks = TestNetwork.plugIn(StorageProvider.class, "storage.type", "rocksdb");
    return ValidatorNode.open(network.plan(i, folder.resolve("node" + i), rocks));
  }

  private long executed(int node) {
    return status(nodes.get(node)).lastExecuted();
  }

  private static OrderingStatus status(ValidatorNode node) {
    return node.useCases().node().ordering();
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
