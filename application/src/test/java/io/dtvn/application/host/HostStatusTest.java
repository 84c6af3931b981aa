package io.dtvn.application.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.out.PeerNetwork.ConnectedPeer;
import io.dtvn.ports.spi.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a host says of itself, in words for people. */
class HostStatusTest extends HostFixture {

  @Test
  void a_host_in_quorum_with_nothing_overdue_is_ready() {
    ReplicaHost host = started();
    connect(1, 2);

    OrderingStatus status = host.status();

    assertThat(status.isReady()).isTrue();
    assertThat(status.connectedValidators()).isEqualTo(3);
    assertThat(status.standing()).isEqualTo(Standing.VOTER);
    assertThat(status.primary()).isEqualTo(new ValidatorId("node0"));
  }

  @Test
  void before_its_first_step_it_is_starting() {
    ReplicaHost host = host(LIMITS);
    connect(1, 2, 3);

    assertThat(objection(host, "running")).isEqualTo("starts");
    assertThat(host.status().stateRoot()).isEqualTo(ZERO);
  }

  @Test
  void strangers_and_oneself_do_not_count_as_connected() {
    ReplicaHost host = started();
    connect(0, 1, 9);

    assertThat(host.status().connectedValidators()).isEqualTo(2);
    assertThat(objection(host, "quorum"))
        .isEqualTo("connected to 2 of 4 validators, this one included; want 3");
  }

  @Test
  void a_request_that_waits_too_long_is_named() {
    ReplicaHost host = started();
    engine.thenSays(publish(0, clock.millis));
    hears(1, "1");
    host.step();

    clock.millis = 1_900;
    assertThat(objection(host, "executing")).isEmpty();
    clock.millis = 1_901;
    assertThat(objection(host, "executing")).contains("1 requests wait", "901 ms");
  }

  @Test
  void it_is_not_ready_before_its_journal_is_executed() {
    ReplicaHost host = host(LIMITS);
    engine.thenSays(execute(1), execute(2), publish(0, -1));
    host.step();
    assertThat(objection(host, "executing")).contains("journal");
    assertThat(host.recovered().toCompletableFuture()).isNotDone();

    executor().onExecuted(1, List.of());
    host.step();
    assertThat(host.recovered().toCompletableFuture()).isNotDone();
    executor().onExecuted(2, List.of());
    host.step();

    assertThat(objection(host, "executing")).isEmpty();
    assertThat(host.recovered().toCompletableFuture()).isCompleted();
  }

  @Test
  void a_learner_is_named() {
    ReplicaHost host = host(LIMITS);
    engine.thenSays(new Effect.Publish(Standing.LEARNER, 0, 2, 2, 0, 128, 5, 0, -1, 5));
    host.step();

    OrderingStatus status = host.status();

    assertThat(objection(host, "standing")).startsWith("learner");
    assertThat(status.view()).isEqualTo(2);
    assertThat(status.primary()).isEqualTo(new ValidatorId("node2"));
  }

  @Test
  void the_newest_own_checkpoint_is_shown() {
    ReplicaHost host = started();
    Digest root = Digest.of(new byte[] {4});

    executor().onCheckpoint(64, root);

    assertThat(host.status().stateRoot()).isEqualTo(root);
    assertThat(host.status().stateRootAt()).isEqualTo(64);
  }

  @Test
  void what_the_executor_has_stored_counts_as_executed_at_once() {
    execution.lastExecuted = 3;
    ReplicaHost host = started();
    assertThat(host.status().lastExecuted()).isEqualTo(3);

    executor().onExecuted(4, List.of());

    assertThat(host.status().lastExecuted()).isEqualTo(4);
  }

  private void connect(int... members) {
    for (int member : members) {
      network.connected.add(new ConnectedPeer(key(member), List.of()));
    }
  }

  private static String objection(ReplicaHost host, String name) {
    return host.status().checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow()
        .objection();
  }
}
