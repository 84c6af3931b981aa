package io.dtvn.application.node;

import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.spi.StorageProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how long a fourth node needs to catch up with three others, on RocksDB, in one process.
 * Arguments: how many operations it is behind when it starts, how many clients go on meanwhile.
 */
final class CatchUpRun {

  private static final int NODES = 4;
  private static int inFlight = 2_000;

  private final Path folder = Files.createTempDirectory("catch-up");
  private final TestNetwork network = TestNetwork.of("catch-up", NODES, 64);
  private final List<ValidatorNode> nodes = new ArrayList<>();
  private final AtomicLong next = new AtomicLong();

  private CatchUpRun() throws Exception {}

  public static void main(String[] args) throws Exception {
    inFlight = args.length > 2 ? Integer.parseInt(args[2]) : inFlight;
    new CatchUpRun().run(Long.parseLong(args[0]), Integer.parseInt(args[1]));
    System.exit(0);
  }

  private void run(long operations, int clients) throws Exception {
    for (int i = 0; i < NODES - 1; i++) {
      nodes.add(open(i));
    }
    Gate.until("three ready", () -> nodes.stream().allMatch(n -> status(n).isReady()));
    long started = System.nanoTime();
    Semaphore room = new Semaphore(inFlight);
    for (long i = 0; i < operations; i++) {
      room.acquire();
      String ticket = "T" + next.getAndIncrement();
      nodes
          .get((int) (i % 3))
          .useCases()
          .admit()
          .admit(Gate.call(ticket), new io.dtvn.domain.ticket.TicketId(ticket))
          .whenComplete((_, _) -> room.release());
    }
    room.acquire(inFlight);
    say(
        "%d operations in %d batches took %.1f s",
        operations, status(nodes.get(0)).lastExecuted(), since(started));
    for (int i = 0; i < clients; i++) {
      Gate gate = new Gate(nodes.get(i % 3));
      Thread.ofPlatform().daemon().start(() -> load(gate));
    }
    long before = status(nodes.get(0)).lastExecuted();
    started = System.nanoTime();
    nodes.add(open(3));
    say("opened after %.1f s", since(started));
    while (!status(nodes.get(3)).isReady()) {
      TimeUnit.MILLISECONDS.sleep(500);
      say(
          "%.1f s: at %d of %d; %s",
          since(started),
          status(nodes.get(3)).lastExecuted(),
          status(nodes.get(0)).lastExecuted(),
          status(nodes.get(3)).checks().stream().filter(c -> !c.passed()).toList());
    }
    say(
        "ready after %.1f s at %d (was %d behind; others at %d)",
        since(started),
        status(nodes.get(3)).lastExecuted(),
        before,
        status(nodes.get(0)).lastExecuted());
    for (int i = 0; i < 6; i++) {
      TimeUnit.MILLISECONDS.sleep(500);
      say(
          "%d of %d h=%d of %d",
          status(nodes.get(3)).lastExecuted(),
          status(nodes.get(0)).lastExecuted(),
          status(nodes.get(3)).stableCheckpoint(),
          status(nodes.get(0)).stableCheckpoint());
    }
  }

  private void load(Gate gate) {
    while (true) {
      try {
        gate.issue("L" + next.getAndIncrement());
      } catch (Exception e) {
        return;
      }
    }
  }

  private ValidatorNode open(int i) {
    StorageProvider rocks = TestNetwork.plugIn(StorageProvider.class, "storage.type", "rocksdb");
    return ValidatorNode.open(network.plan(i, folder.resolve("node" + i), rocks));
  }

  private static OrderingStatus status(ValidatorNode node) {
    return node.useCases().node().ordering();
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static void say(String form, Object... values) {
    System.out.println(form.formatted(values));
  }
}
