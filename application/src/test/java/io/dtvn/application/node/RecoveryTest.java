package io.dtvn.application.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.OrderingException;
import io.dtvn.ports.spi.StorageProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal holds is executed at the next start, however far behind the ledger is. */
class RecoveryTest {

  private final TestNetwork network = TestNetwork.of("recovery", 1);

  @TempDir Path folder;

  @Test
  void a_batch_that_was_journaled_and_not_executed_is_executed_at_the_next_start()
      throws Exception {
    KeptStorage storage = new KeptStorage();
    try (ValidatorNode node = open("a", storage)) {
      Gate gate = new Gate(node);
      gate.issue("T1");
      storage.store.failBuffered(); // the ledger's writes; the journal's are synced
      CompletionStage<Answer> answer = gate.admitting("a", "T1");
      assertThatThrownBy(() -> Gate.await(answer))
          .hasCauseInstanceOf(OrderingException.OutcomeUnknown.class);
      assertThat(gate.status().lastExecuted()).isEqualTo(1);
    }
    storage.store.repair();

    try (ValidatorNode node = open("a", storage)) {
      Gate gate = new Gate(node);

      assertThat(gate.status().lastExecuted()).isEqualTo(2);
      Answer again = gate.admit("a", "T1");
      assertThat(again.outcome()).isInstanceOf(Outcome.Applied.class);
      assertThat(again.replayed()).isTrue();
      assertThat(again.sequence()).isEqualTo(2);
    }
  }

  @Test
  void power_loss_under_load_loses_nothing_that_was_acknowledged() throws Exception {
    KeptStorage storage = new KeptStorage();
    int tickets = 0;
    for (int round = 0; round < 5; round++) {
      KeptStorage survivor;
      List<Integer> acknowledged = new ArrayList<>();
      List<CompletionStage<Answer>> answers = new ArrayList<>();
      int first = tickets;
      try (ValidatorNode node = open("round" + round, storage)) {
        Gate gate = new Gate(node);
        gate.issueAll(IntStream.range(first, first + 200).mapToObj(i -> "T" + i).toList());
        for (int i = first; i < first + 200; i++) {
          answers.add(gate.admitting("a" + i, "T" + i));
          if (i % 20 == 0) {
            TimeUnit.MILLISECONDS.sleep(1); // several batches
          }
        }
        for (int i = 0; i < answers.size(); i++) {
          if (answers.get(i).toCompletableFuture().isDone()) {
            acknowledged.add(first + i);
          }
        }
        survivor = new KeptStorage(storage.store.afterPowerLoss());
      }
      tickets += 200;

      try (ValidatorNode node = open("after" + round, survivor)) {
        List<CompletionStage<Answer>> again = new ArrayList<>();
        acknowledged.forEach(i -> again.add(new Gate(node).admitting("a" + i, "T" + i)));
        for (CompletionStage<Answer> answer : again) {
          assertThat(Gate.await(answer).replayed()).as("round %d", round).isTrue();
          assertThat(Gate.await(answer).outcome()).isInstanceOf(Outcome.Applied.class);
        }
        for (int i : acknowledged) {
          assertThat(node.useCases().tickets().history(new TicketId("T" + i))).hasSize(2);
        }
      }
      storage = survivor;
    }
  }

  @Test
  void everything_is_there_after_a_restart_on_rocksdb() throws Exception {
    StorageProvider rocks = TestNetwork.plugIn(StorageProvider.class, "storage.type", "rocksdb");
    for (int start = 0; start < 3; start++) {
      try (ValidatorNode node = ValidatorNode.open(network.plan(0, folder, rocks))) {
        Gate gate = new Gate(node);
        assertThat(node.isFirstStart()).isEqualTo(start == 0);
        assertThat(gate.status().lastExecuted()).isEqualTo(20L * start);
        for (int i = 0; i < 10; i++) {
          String ticket = "T" + start + "-" + i;
          gate.issue(ticket);
          assertThat(gate.admit("a" + ticket, ticket).outcome())
              .isInstanceOf(Outcome.Applied.class);
        }
      }
    }
  }

  private ValidatorNode open(String name, KeptStorage storage) {
    // A folder of its own: the note beside the store knows more than a store after power loss.
    return ValidatorNode.open(network.plan(0, folder.resolve(name), storage));
  }
}
