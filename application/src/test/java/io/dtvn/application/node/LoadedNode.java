package io.dtvn.application.node;

import io.dtvn.ports.in.Answer;
import io.dtvn.ports.spi.StorageProvider;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that runs a node on RocksDB under load until it is killed. Each of 32 clients issues a
 * ticket and admits it, again and again, and prints the ticket's name once the admission is
 * acknowledged: whoever reads the output knows what must never be lost.
 *
 * <p>Arguments: the data folder, the first number to name tickets by.
 */
final class LoadedNode {

  private static final int CLIENTS = 32;

  private LoadedNode() {}

  public static void main(String[] args) {
    StorageProvider rocks = TestNetwork.plugIn(StorageProvider.class, "storage.type", "rocksdb");
    ValidatorNode node =
        ValidatorNode.open(TestNetwork.of("crash", 1).plan(0, Path.of(args[0]), rocks));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    AtomicLong next = new AtomicLong(Long.parseLong(args[1]));
    out.println("ready");
    for (int i = 0; i < CLIENTS; i++) {
      Thread.ofPlatform().start(() -> load(new Gate(node), next, out));
    }
  }

  private static void load(Gate gate, AtomicLong next, PrintStream out) {
    while (true) {
      long number = next.getAndIncrement();
      try {
        gate.issue("T" + number);
        Answer answer = gate.admit("admit " + number, "T" + number);
        out.println(number + " " + answer.sequence());
      } catch (Exception e) {
        throw new CompletionException(e);
      }
    }
  }
}
