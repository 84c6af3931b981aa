package io.dtvn.application.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.ledger.InMemoryLedger;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ExecutorProperties {

  @Property(tries = 40)
  void a_ledger_in_the_store_is_the_ledger_in_memory_whatever_restarts(@ForAll long seed) {
    Random random = new Random(seed);
    ExecutionFixture node = ExecutionFixture.of(1);
    InMemoryLedger ledger = node.network.ledger();
    for (long s = 1; s <= 30; s++) {
      Bundle bundle = node.network.bundle(0, s, operations(random));
      ledger.execute(FakeNetwork.batch(1_000 * s, bundle));
      node.execute(s, bundle);
      assertThat(node.failures).isEmpty();
      if (random.nextInt(4) == 0) {
        node.executor.takeCheckpoint(s);
        assertThat(node.run().checkpoints).containsEntry(s, ledger.stateRoot());
      }
      if (random.nextInt(6) == 0) {
        node = node.restarted();
      }
    }

    StoredOracle oracle = new StoredOracle(node);
    assertThat(oracle.stateRoot()).isEqualTo(ledger.stateRoot());
    assertThat(oracle.storedRoot()).isEqualTo(ledger.stateRoot());
  }

  private static Operation[] operations(Random random) {
    List<Operation> operations = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      String opId = "op" + random.nextInt(150);
      String ticket = "T" + random.nextInt(12);
      operations.add(Operations.operation(opId, ticket, action(random)));
    }
    return operations.toArray(Operation[]::new);
  }

  private static Action action(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> Operations.issue("x", "T").action();
      case 2 -> new Action.Validate();
      case 3 -> new Action.Consume();
      case 4 -> new Action.Admit();
      case 5 -> new Action.Release();
      case 6 -> new Action.Dispute();
      default -> new Action.Resolve(Action.Verdict.PRIOR);
    };
  }
}
