package io.dtvn.domain.ticket;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.annul;
import static io.dtvn.domain.ticket.Operations.at;
import static io.dtvn.domain.ticket.Operations.by;
import static io.dtvn.domain.ticket.Operations.consume;
import static io.dtvn.domain.ticket.Operations.dispute;
import static io.dtvn.domain.ticket.Operations.issue;
import static io.dtvn.domain.ticket.Operations.resolve;
import static io.dtvn.domain.ticket.Operations.validate;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.ledger.FakeNetwork;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The ways back: taking an admission back, and ending a case. */
final class AnnulAndResolveTest {

  private static final Operation ISSUE = issue("i", "T");

  @Test
  void an_annulled_ticket_may_enter_again() {
    TicketLife life = TicketLife.after(ISSUE, admit("a", "T"), annul("x", "T", "a"));
    assertThat(life.ticket().state()).isEqualTo(TicketState.ISSUED);
    assertThat(life.ticket().admission()).isEmpty();
    assertThat(life.does(admit("b", "T")))
        .isEqualTo(new Outcome.Applied(ActionType.ADMIT, TicketState.CONSUMED, 4));
  }

  @Test
  void an_admission_in_two_steps_is_annulled_to_before_the_first() {
    TicketLife life = TicketLife.after(ISSUE, validate("v", "T"), consume("c", "T"));
    assertThat(life.does(annul("x", "T", "c")))
        .isEqualTo(new Outcome.Applied(ActionType.ANNUL, TicketState.ISSUED, 4));
    assertThat(life.ticket().hold()).isEmpty();
  }

  @Test
  void an_admission_by_a_device_is_annulled_by_that_device_whoever_asks() {
    TicketLife life = TicketLife.after(ISSUE, by("k1", at("A", "d1", admit("a", "T"))));
    assertThat(life.refusalOf(by("k1", at("A", "d2", annul("x", "T", "a")))).code())
        .isEqualTo(RefusalCode.NOT_HOLDER);
    assertThat(life.refusalOf(by("k1", at("A", "", annul("x", "T", "a")))).code())
        .isEqualTo(RefusalCode.NOT_HOLDER);
    assertThat(life.through("node1").does(by("k2", at("B", "d1", annul("x", "T", "a")))))
        .isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void an_admission_without_a_device_is_annulled_by_the_same_principal() {
    TicketLife life = TicketLife.after(ISSUE, by("k1", at("A", "", admit("a", "T"))));
    assertThat(life.refusalOf(by("k2", annul("x", "T", "a"))).code())
        .isEqualTo(RefusalCode.NOT_HOLDER);
    assertThat(life.refusalOf(annul("x", "T", "a")).code()).isEqualTo(RefusalCode.NOT_HOLDER);
    assertThat(life.through("node1").refusalOf(by("k1", annul("x", "T", "a"))).code())
        .isEqualTo(RefusalCode.NOT_HOLDER);
    assertThat(life.through("node0").does(by("k1", annul("x", "T", "a"))))
        .isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void a_signer_is_the_same_principal_at_every_gateway() {
    TicketLife life = TicketLife.after(ISSUE, signed("k", admit("a", "T"))).through("node1");
    assertThat(life.does(signed("k", annul("x", "T", "a")))).isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void an_admission_may_be_annulled_for_fifteen_minutes_of_block_time() {
    TicketLife life = TicketLife.after(ISSUE, admit("a", "T"));
    life.later(Duration.ofMinutes(15));
    assertThat(life.does(annul("x", "T", "a"))).isInstanceOf(Outcome.Applied.class);
    life.does(admit("b", "T"));
    life.later(Duration.ofMinutes(15).plusMillis(1));
    assertThat(life.refusalOf(annul("y", "T", "b")).code()).isEqualTo(RefusalCode.TOO_LATE);
  }

  @Test
  void a_dispute_keeps_hold_and_admission_and_the_verdict_prior_gives_them_back() {
    TicketLife held = TicketLife.after(ISSUE, at("A", "d1", validate("v", "T")));
    Optional<Hold> hold = held.ticket().hold();
    held.does(dispute("d", "T"));
    assertThat(held.ticket().dispute())
        .contains(new DisputeCase(OpId.ofKey("d"), TicketState.VALIDATED, held.blockTime()));
    held.does(resolve("s", "T", Action.Verdict.PRIOR));
    assertThat(held.ticket().state()).isEqualTo(TicketState.VALIDATED);
    assertThat(held.ticket().hold()).isEqualTo(hold).isPresent();

    TicketLife admitted = TicketLife.after(ISSUE, admit("a", "T"));
    Optional<Admission> admission = admitted.ticket().admission();
    admitted.does(dispute("d", "T"));
    admitted.does(resolve("s", "T", Action.Verdict.PRIOR));
    assertThat(admitted.ticket().state()).isEqualTo(TicketState.CONSUMED);
    assertThat(admitted.ticket().admission()).isEqualTo(admission).isPresent();
    assertThat(admitted.ticket().dispute()).isEmpty();
  }

  @Test
  void the_verdict_issued_clears_hold_and_admission() {
    TicketLife life = TicketLife.after(ISSUE, admit("a", "T"), dispute("d", "T"));
    life.does(resolve("s", "T", Action.Verdict.ISSUED));
    assertThat(life.ticket().admission()).isEmpty();
    assertThat(life.ticket().hold()).isEmpty();
    assertThat(life.does(admit("b", "T"))).isInstanceOf(Outcome.Applied.class);
  }

  @Test
  void the_verdict_consumed_counts_as_the_admission_if_there_is_none() {
    TicketLife life = TicketLife.after(ISSUE, at("A", "d1", validate("v", "T")), dispute("d", "T"));
    life.does(at("B", "d2", resolve("s", "T", Action.Verdict.CONSUMED)));
    Admission first = life.ticket().admission().orElseThrow();
    assertThat(first.opId()).isEqualTo(OpId.ofKey("s"));
    assertThat(first.gate()).contains(new Label("B"));
    assertThat(life.ticket().hold()).isEmpty();
  }

  @Test
  void the_verdict_consumed_leaves_an_admission_that_is_there() {
    TicketLife life = TicketLife.after(ISSUE, admit("a", "T"), dispute("d", "T"));
    life.does(resolve("s", "T", Action.Verdict.CONSUMED));
    assertThat(life.ticket().admission().orElseThrow().opId()).isEqualTo(OpId.ofKey("a"));
  }

  @Test
  void the_verdict_revoked_drops_the_hold() {
    TicketLife life = TicketLife.after(ISSUE, validate("v", "T"), dispute("d", "T"));
    life.does(resolve("s", "T", Action.Verdict.REVOKED));
    assertThat(life.ticket().hold()).isEmpty();
    assertThat(life.ticket().dispute()).isEmpty();
  }

  @Test
  void an_equal_issue_is_unchanged_whatever_became_of_the_ticket_and_however_it_came() {
    TicketLife life = TicketLife.after(issue("i", "T", "data"), admit("a", "T"));
    Operation again = issue("j", "T", "data");
    Action.Issue content = (Action.Issue) again.action();
    Operation imported =
        Operation.unsigned(
            again.opId(),
            again.ticketId(),
            Claim.NONE,
            new Action.Issue(TicketSource.IMPORT, content.dataHash()));
    assertThat(life.does(again)).isEqualTo(new Outcome.Unchanged(TicketState.CONSUMED, 2));
    assertThat(life.does(imported)).isEqualTo(new Outcome.Unchanged(TicketState.CONSUMED, 2));
    assertThat(life.ticket().source()).isEqualTo(TicketSource.API);
  }

  private static Operation signed(String signer, Operation operation) {
    Authorization authorization =
        new Authorization(
            FakeNetwork.keyOf(signer), FakeNetwork.sign(FakeNetwork.keyOf(signer), Bytes.EMPTY));
    return new Operation(
        operation.opId(),
        operation.eventId(),
        operation.ticketId(),
        operation.claim(),
        operation.action(),
        Optional.of(authorization));
  }
}
