package io.dtvn.domain.ticket;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.annul;
import static io.dtvn.domain.ticket.Operations.at;
import static io.dtvn.domain.ticket.Operations.consume;
import static io.dtvn.domain.ticket.Operations.dispute;
import static io.dtvn.domain.ticket.Operations.issue;
import static io.dtvn.domain.ticket.Operations.read;
import static io.dtvn.domain.ticket.Operations.release;
import static io.dtvn.domain.ticket.Operations.resolve;
import static io.dtvn.domain.ticket.Operations.revoke;
import static io.dtvn.domain.ticket.Operations.validate;
import static io.dtvn.domain.ticket.Operations.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.membership.EventPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Where several refusals are true, the first of the list is given, with what it has to carry. */
final class RefusalPrecedenceTest {

  private static final Operation ISSUE = issue("i", "T");

  @Test
  void malformed_comes_before_everything_and_looks_at_no_ticket() {
    TicketLife life = TicketLife.after(ISSUE, revoke("r", "T"));
    assertThat(life.refusalOf(ofOtherEvent(expecting(9, admit("a", "T")))))
        .isEqualTo(Refusal.unseen(RefusalCode.MALFORMED));
    assertThat(new TicketLife(EventPolicy.DEFAULT).refusalOf(ofOtherEvent(ISSUE)).code())
        .isEqualTo(RefusalCode.MALFORMED);
  }

  @Test
  void unknown_ticket_comes_before_a_version_conflict() {
    TicketLife life = new TicketLife(EventPolicy.DEFAULT);
    assertThat(life.refusalOf(expecting(3, admit("a", "T"))))
        .isEqualTo(Refusal.unseen(RefusalCode.UNKNOWN_TICKET));
  }

  @Test
  void a_ticket_that_does_not_exist_has_version_0() {
    TicketLife life = new TicketLife(EventPolicy.DEFAULT);
    assertThat(life.refusalOf(expecting(1, ISSUE)))
        .isEqualTo(Refusal.unseen(RefusalCode.VERSION_CONFLICT));
    assertThat(life.does(expecting(0, ISSUE)))
        .isEqualTo(new Outcome.Applied(ActionType.ISSUE, TicketState.ISSUED, 1));
    assertThat(life.refusalOf(expecting(0, ISSUE)).code()).isEqualTo(RefusalCode.VERSION_CONFLICT);
  }

  @Test
  void a_version_conflict_comes_before_revoked_and_carries_the_version_found() {
    TicketLife life = TicketLife.after(ISSUE, revoke("r", "T"));
    Refusal refusal = life.refusalOf(expecting(1, admit("a", "T")));
    assertThat(refusal.code()).isEqualTo(RefusalCode.VERSION_CONFLICT);
    assertThat(refusal.version()).isEqualTo(2);
    assertThat(refusal.found()).contains(TicketState.REVOKED);
    assertThat(life.refusalOf(expecting(2, admit("b", "T"))).code()).isEqualTo(RefusalCode.REVOKED);
  }

  @Test
  void a_version_conflict_stops_a_read_and_an_equal_issue_too() {
    TicketLife life = TicketLife.after(ISSUE);
    assertThat(life.refusalOf(expecting(2, read("r", "T"))).code())
        .isEqualTo(RefusalCode.VERSION_CONFLICT);
    assertThat(life.refusalOf(expecting(2, ISSUE)).code()).isEqualTo(RefusalCode.VERSION_CONFLICT);
  }

  @Test
  void revoked_comes_before_the_wrong_state_for_all_but_issue_and_read() {
    TicketLife life = TicketLife.after(ISSUE, revoke("r", "T"));
    assertThat(life.refusalOf(release("a", "T")).code()).isEqualTo(RefusalCode.REVOKED);
    assertThat(life.refusalOf(annul("b", "T", "x")).code()).isEqualTo(RefusalCode.REVOKED);
    assertThat(life.refusalOf(resolve("c", "T", Action.Verdict.ISSUED)).code())
        .isEqualTo(RefusalCode.REVOKED);
  }

  @Test
  void disputed_comes_before_already_admitted_and_names_the_dispute() {
    TicketLife life = TicketLife.after(ISSUE, admit("a", "T"), dispute("d", "T"));
    Refusal refusal = life.refusalOf(admit("b", "T"));
    assertThat(refusal.code()).isEqualTo(RefusalCode.DISPUTED);
    assertThat(refusal.blocking()).contains(OpId.ofKey("d"));
    assertThat(refusal.first()).isEmpty();
  }

  @Test
  void disputed_comes_before_held_elsewhere() {
    TicketLife life = TicketLife.after(ISSUE, at("A", "d1", validate("v", "T")), dispute("d", "T"));
    assertThat(life.refusalOf(at("B", "d2", consume("c", "T"))).code())
        .isEqualTo(RefusalCode.DISPUTED);
  }

  @Test
  void already_admitted_names_the_first_admission() {
    TicketLife life = TicketLife.after(ISSUE).through("node2");
    life.does(at("A", "d1", admit("a", "T")));
    long admitted = life.blockTime();
    life.later(Duration.ofSeconds(3)).through("node1");
    Refusal refusal = life.refusalOf(at("B", "d2", admit("b", "T")));
    assertThat(refusal.code()).isEqualTo(RefusalCode.ALREADY_ADMITTED);
    Admission first = refusal.first().orElseThrow();
    assertThat(first.opId()).isEqualTo(OpId.ofKey("a"));
    assertThat(first.node().value()).isEqualTo("node2");
    assertThat(first.gate()).contains(new Label("A"));
    assertThat(first.device()).contains(new Label("d1"));
    assertThat(first.sequence()).isEqualTo(2);
    assertThat(first.blockTime()).isEqualTo(admitted);
    assertThat(refusal.blocking()).isEmpty();
  }

  @Test
  void the_same_device_within_ten_seconds_is_told_so() {
    TicketLife life = TicketLife.after(ISSUE, at("A", "d1", admit("a", "T")));
    life.later(Duration.ofMillis(9_999));
    for (Operation again :
        new Operation[] {validate("v", "T"), consume("c", "T"), admit("b", "T")}) {
      Refusal refusal = life.refusalOf(at("B", "d1", again));
      assertThat(refusal.code()).isEqualTo(RefusalCode.ALREADY_ADMITTED_HERE);
      assertThat(refusal.first().orElseThrow().opId()).isEqualTo(OpId.ofKey("a"));
    }
    life.later(Duration.ofMillis(1));
    assertThat(life.refusalOf(at("A", "d1", admit("e", "T"))).code())
        .isEqualTo(RefusalCode.ALREADY_ADMITTED);
  }

  @Test
  void two_callers_without_a_device_are_not_the_same_device() {
    TicketLife life = TicketLife.after(ISSUE, at("A", "", admit("a", "T")));
    assertThat(life.refusalOf(at("A", "", admit("b", "T"))).code())
        .isEqualTo(RefusalCode.ALREADY_ADMITTED);
  }

  @Test
  void held_elsewhere_comes_before_the_wrong_state_and_names_the_hold() {
    TicketLife life = TicketLife.after(ISSUE, at("A", "d1", validate("v", "T")));
    Refusal refusal = life.refusalOf(at("B", "d2", admit("a", "T")));
    assertThat(refusal.code()).isEqualTo(RefusalCode.HELD_ELSEWHERE);
    assertThat(refusal.blocking()).contains(OpId.ofKey("v"));
    assertThat(life.refusalOf(at("A", "d1", admit("b", "T"))).code())
        .isEqualTo(RefusalCode.WRONG_STATE);
  }

  @Test
  void dispute_and_revoke_do_not_ask_whom_a_hold_binds() {
    TicketLife life = TicketLife.after(ISSUE, at("A", "d1", validate("v", "T")));
    assertThat(life.does(revoke("r", "T")))
        .isEqualTo(new Outcome.Applied(ActionType.REVOKE, TicketState.REVOKED, 3));
  }

  @Test
  void too_late_comes_before_not_the_holder() {
    TicketLife life = TicketLife.after(ISSUE, at("A", "d1", admit("a", "T")));
    life.later(Duration.ofMinutes(15).plusMillis(1));
    assertThat(life.refusalOf(at("B", "d2", annul("x", "T", "a"))).code())
        .isEqualTo(RefusalCode.TOO_LATE);
  }

  @Test
  void an_annul_of_another_admission_is_told_the_current_one() {
    TicketLife life = TicketLife.after(ISSUE, admit("a", "T"));
    life.later(Duration.ofHours(1));
    Refusal refusal = life.refusalOf(annul("x", "T", "never"));
    assertThat(refusal.code()).isEqualTo(RefusalCode.WRONG_STATE);
    assertThat(refusal.blocking()).contains(OpId.ofKey("a"));
  }

  private static Operation expecting(long version, Operation operation) {
    Claim claim =
        new Claim(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.of(version));
    return with(claim, operation);
  }

  private static Operation ofOtherEvent(Operation operation) {
    return new Operation(
        operation.opId(),
        new Label("other"),
        operation.ticketId(),
        operation.claim(),
        operation.action(),
        operation.authorization());
  }
}
