package io.dtvn.application.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.out.OrderingStatus.Member;
import io.dtvn.ports.out.OrderingStatus.Report;
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

    assertThat(objection(host, "standing")).isEmpty();
    assertThat(status.checks())
        .filteredOn(check -> check.name().equals("standing"))
        .allMatch(check -> check.remark().startsWith("learner: may not vote"));
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

  @Test
  void what_the_others_say_of_themselves_is_shown_with_its_age() {
    ReplicaHost host = started();
    connect(1, 2);
    says(host, new Effect.PeerReported(2, Standing.VOTER, 0, 64, 70));
    clock.millis = 1_300;

    List<Member> members = host.status().members();

    assertThat(members.get(0).report()).contains(new Report(Standing.VOTER, 0, 0, 0, 0));
    assertThat(members.get(1).report()).isEmpty();
    assertThat(members.get(2).report()).contains(new Report(Standing.VOTER, 0, 64, 70, 300));
    assertThat(members.stream().map(Member::connected)).containsExactly(true, true, true, false);
  }

  @Test
  void it_is_not_ready_while_it_is_more_than_a_window_behind_one_correct_other() {
    ReplicaHost host = started();
    connect(1, 2);
    says(host, new Effect.PeerReported(1, Standing.VOTER, 0, 0, 1_000_000));
    assertThat(objection(host, "executing")).as("one may lie").isEmpty();

    says(host, new Effect.PeerReported(2, Standing.VOTER, 0, 0, 129));

    assertThat(objection(host, "executing")).isEqualTo("catching up: at seq 0 of 129");
    says(host, new Effect.PeerReported(2, Standing.VOTER, 0, 0, 128));
    assertThat(objection(host, "executing")).isEmpty();
  }

  @Test
  void a_primary_that_lost_its_journal_is_named() {
    ReplicaHost host = startedAsBackup();
    connect(1, 2);
    says(host, new Effect.PeerReported(1, Standing.LEARNER, 0, 0, 5));

    assertThat(objection(host, "primary"))
        .isEqualTo(
            "the primary node1 lost its journal and may not vote in this epoch, so nothing is"
                + " ordered; this version cannot change the view");
  }

  @Test
  void a_primary_that_cannot_be_reached_is_named() {
    ReplicaHost host = startedAsBackup();
    connect(2, 3);
    assertThat(objection(host, "primary")).startsWith("the primary node1 is not connected");

    connect(1);
    assertThat(objection(host, "primary")).isEmpty();
  }

  @Test
  void too_few_voters_among_the_connected_are_told_from_too_few_links() {
    ReplicaHost host = started();
    connect(1, 2);
    says(host, new Effect.PeerReported(2, Standing.LEARNER, 0, 0, 5));

    assertThat(objection(host, "quorum"))
        .isEqualTo("2 of the 3 connected validators may vote (node2 is a learner); want 3");
    connect(3);
    assertThat(objection(host, "quorum")).isEmpty();
  }

  @Test
  void two_processes_with_one_key_are_an_alarm_until_they_have_been_gone_for_a_while() {
    ReplicaHost host = started();
    says(
        host,
        new Effect.ReportMisbehaviour(3, Effect.ReportMisbehaviour.TWO_INSTANCES, Bytes.EMPTY));

    assertThat(host.status().members().get(3).alarm()).contains("two processes");
    assertThat(host.status().members().get(2).alarm()).isEmpty();
    clock.millis = 61_000;
    assertThat(host.status().members().get(3).alarm()).isEmpty();
  }

  @Test
  void a_member_that_sends_what_no_correct_one_sends_loses_its_link_and_is_named() {
    ReplicaHost host = started();
    log.clear();
    for (int i = 0; i < 1000; i++) {
      hears(3, "bad");
      hears(2, "good");
      host.step();
    }

    assertThat(log).filteredOn(line -> line.startsWith("shut out")).hasSize(1);
    assertThat(log).anyMatch(line -> line.startsWith("shut out node3 for 2"));
    assertThat(host.status().members().get(3).alarm())
        .startsWith("sends what no correct validator sends: shut out 1 times, now for 2");
    assertThat(host.status().members().get(2).alarm()).isEmpty();
    clock.millis = 11_000;
    assertThat(host.status().members().get(3).alarm()).endsWith("1 times, let in again");
    clock.millis = 611_000;
    assertThat(host.status().members().get(3).alarm()).isEmpty();
  }

  private void says(ReplicaHost host, Effect effect) {
    engine.thenSays(effect);
    hears(1, "1");
    host.step();
  }

  /** Node 1 is the primary. */
  private ReplicaHost startedAsBackup() {
    ReplicaHost host = host(LIMITS);
    engine.thenSays(new Effect.Publish(Standing.VOTER, 0, 1, 1, 0, 128, 0, 0, -1, 0));
    host.step();
    return host;
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
