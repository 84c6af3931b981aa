package io.dtvn.application.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.ledger.InMemoryLedger;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Operations;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import io.dtvn.ports.in.WatchTickets.Subscription;
import io.dtvn.ports.in.WatchTickets.TicketChange;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TicketWatchTest {

  private static final long PATIENCE_SECONDS = 30;

  private final FakeNetwork network = FakeNetwork.of(2);
  private final InMemoryLedger ledger = network.ledger();
  private final TicketWatch watch = TicketWatch.start(new ValidatorId("node0"));
  private final BlockingQueue<TicketChange> heard = new LinkedBlockingQueue<>();
  private long number;

  @AfterEach
  void stop() {
    watch.close();
  }

  @Test
  void each_effective_operation_is_told_in_order() throws InterruptedException {
    watch.subscribe(heard::add);

    execute(0, Operations.issue("a", "T1"), Operations.issue("b", "T2"));
    execute(0, Operations.admit("c", "T1"), Operations.admit("d", "T1"));
    execute(0, Operations.dispute("e", "T2"), Operations.read("f", "T2"));

    expect(changed("T1", ActionType.ISSUE, 1));
    expect(changed("T2", ActionType.ISSUE, 1));
    expect(changed("T1", ActionType.ADMIT, 2));
    expect(changed("T2", ActionType.DISPUTE, 3));
    assertThat(heard).isEmpty();
  }

  @Test
  void samples_seeded_elsewhere_are_told_as_one() throws InterruptedException {
    watch.subscribe(heard::add);

    execute(1, seed("a", "S1"), seed("b", "S2"), Operations.issue("c", "T1"));

    expect(new TicketChange.Seeded(2, 1));
    expect(changed("T1", ActionType.ISSUE, 1));
  }

  @Test
  void samples_seeded_here_are_told_once_for_all() throws InterruptedException {
    watch.subscribe(heard::add);

    execute(0, seed("a", "S1"));
    execute(0, seed("b", "S2"));
    watch.seeded(2, 9);

    expect(new TicketChange.Seeded(2, 9));
    assertThat(heard).isEmpty();
  }

  @Test
  void who_unsubscribes_hears_no_more() throws InterruptedException {
    BlockingQueue<TicketChange> other = new LinkedBlockingQueue<>();
    watch.subscribe(heard::add);
    Subscription gone = watch.subscribe(other::add);

    gone.close();
    execute(0, Operations.issue("a", "T1"));

    expect(changed("T1", ActionType.ISSUE, 1));
    assertThat(other).isEmpty();
  }

  @Test
  void a_watcher_that_fails_harms_nobody() throws InterruptedException {
    watch.subscribe(
        _ -> {
          throw new IllegalArgumentException("a broken watcher");
        });
    watch.subscribe(heard::add);

    execute(0, Operations.issue("a", "T1"));
    execute(0, Operations.issue("b", "T2"));

    expect(changed("T1", ActionType.ISSUE, 1));
    expect(changed("T2", ActionType.ISSUE, 2));
  }

  @Test
  void a_watcher_that_blocks_does_not_block_the_executor() throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    watch.subscribe(
        _ -> {
          try {
            blocked.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    Execution execution = execute(0, Operations.issue("a", "T1"));
    for (int i = 0; i < 3_000; i++) {
      watch.accept(execution);
    }

    assertThat(watch.leftOut()).isBetween(1_900L, 2_000L);
    blocked.countDown();
  }

  private void expect(TicketChange change) throws InterruptedException {
    assertThat(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(change);
  }

  private static TicketChange changed(String ticket, ActionType type, long blockTime) {
    return new TicketChange.Changed(new TicketId(ticket), type, blockTime);
  }

  private static Operation seed(String opId, String ticket) {
    return Operations.operation(
        opId, ticket, new Action.Issue(TicketSource.SEED, Optional.empty()));
  }

  private Execution execute(int gateway, Operation... operations) {
    number++;
    Execution execution =
        ledger.execute(FakeNetwork.batch(number, network.bundle(gateway, number, operations)));
    watch.accept(execution);
    return execution;
  }
}
