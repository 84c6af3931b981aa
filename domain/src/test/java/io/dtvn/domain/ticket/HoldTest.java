package io.dtvn.domain.ticket;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.at;
import static io.dtvn.domain.ticket.Operations.by;
import static io.dtvn.domain.ticket.Operations.consume;
import static io.dtvn.domain.ticket.Operations.dispute;
import static io.dtvn.domain.ticket.Operations.issue;
import static io.dtvn.domain.ticket.Operations.read;
import static io.dtvn.domain.ticket.Operations.release;
import static io.dtvn.domain.ticket.Operations.resolve;
import static io.dtvn.domain.ticket.Operations.validate;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.membership.EventPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A hold binds whom it names, and ends by itself where the policy gives it a lifetime. */
final class HoldTest {

  private static final Operation ISSUE = issue("i", "T");
  private static final EventPolicy MINUTE =
      new EventPolicy(
          new Label("default"), Duration.ofMinutes(1), Duration.ofMinutes(15), Duration.ZERO);

  @Test
  void a_hold_without_gate_and_device_binds_nobody() {
    TicketLife life = TicketLife.after(ISSUE, validate("v", "T"));
    assertThat(life.does(at("B", "d2", consume("c", "T"))))
        .isEqualTo(new Outcome.Applied(ActionType.CONSUME, TicketState.CONSUMED, 3));
  }

  @Test
  void a_hold_by_a_device_is_finished_by_that_device_at_any_gate() {
    TicketLife life = TicketLife.after(ISSUE, at("A", "d1", validate("v", "T")));
    assertThat(life.refusalOf(at("A", "d2", consume("c", "T"))).code())
        .isEqualTo(RefusalCode.HELD_ELSEWHERE);
    assertThat(life.refusalOf(at("A", "", consume("c", "T"))).code())
        .isEqualTo(RefusalCode.HELD_ELSEWHERE);
    assertThat(life.does(at("B", "d1", consume("c", "T")))).isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void a_hold_by_a_gate_is_given_back_at_that_gate_by_any_device() {
    TicketLife life = TicketLife.after(ISSUE, at("A", "", validate("v", "T")));
    assertThat(life.refusalOf(at("B", "", release("r", "T"))).code())
        .isEqualTo(RefusalCode.HELD_ELSEWHERE);
    assertThat(life.refusalOf(release("r", "T")).code()).isEqualTo(RefusalCode.HELD_ELSEWHERE);
    assertThat(life.does(at("A", "d9", release("r", "T"))))
        .isEqualTo(new Outcome.Applied(ActionType.RELEASE, TicketState.ISSUED, 3));
    assertThat(life.ticket().hold()).isEmpty();
  }

  @Test
  void another_principal_may_finish_a_hold_that_names_its_device() {
    TicketLife life = TicketLife.after(ISSUE, by("k1", at("A", "d1", validate("v", "T"))));
    assertThat(life.does(by("k2", at("A", "d1", consume("c", "T")))))
        .isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void the_hold_says_who_took_it_and_the_ticket_which_gateway() {
    TicketLife life = TicketLife.after(ISSUE).through("node3");
    life.does(at("A", "d1", validate("v", "T")));
    Hold hold = life.ticket().hold().orElseThrow();
    assertThat(hold.gate()).contains(new Label("A"));
    assertThat(hold.device()).contains(new Label("d1"));
    assertThat(hold.opId()).isEqualTo(OpId.ofKey("v"));
    assertThat(hold.until()).isZero();
    assertThat(life.ticket().validator().orElseThrow().value()).isEqualTo("node3");
  }

  @Test
  void consuming_ends_the_hold_and_leaves_the_validator() {
    TicketLife life = TicketLife.after(ISSUE, validate("v", "T")).through("node1");
    life.does(consume("c", "T"));
    assertThat(life.ticket().hold()).isEmpty();
    assertThat(life.ticket().validator().orElseThrow().value()).isEqualTo("node0");
    assertThat(life.ticket().admission().orElseThrow().node().value()).isEqualTo("node1");
  }

  @Test
  void a_hold_without_lifetime_never_ends() {
    TicketLife life = TicketLife.after(ISSUE, at("A", "d1", validate("v", "T")));
    life.later(Duration.ofDays(10_000));
    assertThat(life.refusalOf(at("B", "d2", admit("a", "T"))).code())
        .isEqualTo(RefusalCode.HELD_ELSEWHERE);
  }

  @Test
  void a_hold_ends_when_its_lifetime_has_passed_and_not_a_millisecond_before() {
    TicketLife life = held();
    life.later(Duration.ofMillis(59_999));
    assertThat(life.refusalOf(at("B", "d2", admit("a", "T"))).code())
        .isEqualTo(RefusalCode.HELD_ELSEWHERE);
    life.later(Duration.ofMillis(1));
    assertThat(life.refusalOf(at("A", "d1", consume("c", "T"))).found())
        .contains(TicketState.ISSUED);
    assertThat(life.does(at("B", "d2", admit("b", "T"))))
        .isEqualTo(new Outcome.Applied(ActionType.ADMIT, TicketState.CONSUMED, 3));
    assertThat(life.history().getLast().from()).contains(TicketState.ISSUED);
  }

  @Test
  void an_ended_hold_adds_no_version_and_a_read_does_not_see_it() {
    TicketLife life = held();
    Ticket stored = life.ticket();
    life.later(Duration.ofMinutes(1));
    Ticket seen = ((Outcome.Found) life.does(read("r", "T"))).ticket();
    assertThat(seen.state()).isEqualTo(TicketState.ISSUED);
    assertThat(seen.hold()).isEmpty();
    assertThat(seen.version()).isEqualTo(stored.version());
    assertThat(seen.historyHead()).isEqualTo(stored.historyHead());
    assertThat(life.ticket()).isEqualTo(stored);
  }

  @Test
  void a_hold_that_ends_during_a_dispute_is_gone_when_the_case_ends() {
    TicketLife life = held();
    life.does(dispute("d", "T"));
    assertThat(life.ticket().hold()).isPresent();
    life.later(Duration.ofMinutes(1));
    assertThat(life.does(resolve("s", "T", Action.Verdict.PRIOR)))
        .isEqualTo(new Outcome.Applied(ActionType.RESOLVE, TicketState.ISSUED, 4));
    assertThat(life.ticket().hold()).isEmpty();
    assertThat(life.ticket().dispute()).isEmpty();
  }

  private static TicketLife held() {
    TicketLife life = new TicketLife(MINUTE);
    life.does(ISSUE);
    life.does(at("A", "d1", validate("v", "T")));
    return life;
  }
}
