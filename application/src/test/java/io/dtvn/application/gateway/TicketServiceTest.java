package io.dtvn.application.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.ticket.Action.RevokeReason;
import io.dtvn.domain.ticket.Action.Verdict;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.Refusal;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.in.Annulment;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.in.Call;
import io.dtvn.ports.in.IssueTickets.NewTicket;
import io.dtvn.ports.in.QueryTickets.TicketView;
import io.dtvn.ports.in.SeedTickets.NotDevelopmentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TicketServiceTest {

  private static final TicketId T1 = new TicketId("T1");
  private static final Bytes DATA = Bytes.copyOf(new byte[] {1, 2, 3});
  private static final Bytes OTHER = Bytes.copyOf(new byte[] {4});

  private final GatewayFixture node = GatewayFixture.create();
  private final TicketService service = node.service(false);
  private final TicketService implicit = node.service(true);

  @Test
  void each_use_case_is_its_operation() {
    issue("a", T1, Optional.empty());

    assertThat(applied(service.validate(call("b"), T1, Optional.empty())))
        .isEqualTo(new Outcome.Applied(ActionType.VALIDATE, TicketState.VALIDATED, 2));
    assertThat(applied(service.release(call("c"), T1)))
        .isEqualTo(new Outcome.Applied(ActionType.RELEASE, TicketState.ISSUED, 3));
    assertThat(applied(service.admit(call("d"), T1)))
        .isEqualTo(new Outcome.Applied(ActionType.ADMIT, TicketState.CONSUMED, 4));
    assertThat(
            applied(service.annul(call("e"), T1, new Annulment(OpId.ofKey("d"), Optional.empty()))))
        .isEqualTo(new Outcome.Applied(ActionType.ANNUL, TicketState.ISSUED, 5));
    assertThat(applied(service.dispute(call("f"), T1)))
        .isEqualTo(new Outcome.Applied(ActionType.DISPUTE, TicketState.DISPUTED, 6));
    assertThat(applied(service.resolve(call("g"), T1, Verdict.ISSUED)))
        .isEqualTo(new Outcome.Applied(ActionType.RESOLVE, TicketState.ISSUED, 7));
    assertThat(applied(service.validate(call("h"), T1, Optional.empty())))
        .isInstanceOf(Outcome.Applied.class);
    assertThat(refusal(node.await(service.consume(call("i"), new TicketId("T2")))))
        .isEqualTo(RefusalCode.UNKNOWN_TICKET);
    assertThat(applied(service.revoke(call("j"), T1, Optional.of(RevokeReason.REFUNDED))))
        .isEqualTo(new Outcome.Applied(ActionType.REVOKE, TicketState.REVOKED, 9));
    assertThat(node.tickets().history(T1))
        .extracting(HistoryEntry::number)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void an_ordered_read_shows_the_ticket_at_its_place() {
    issue("a", T1, Optional.empty());

    Answer answer = node.await(service.read(call("b"), T1));

    assertThat(answer.outcome())
        .isInstanceOfSatisfying(
            Outcome.Found.class, found -> assertThat(found.ticket().id()).isEqualTo(T1));
  }

  @Test
  void eight_admissions_of_one_ticket_are_one_success_and_seven_refusals_that_name_it() {
    issue("a", T1, Optional.empty());
    List<CompletionStage<Answer>> stages = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      stages.add(service.admit(call("admit" + i), T1));
    }
    List<Answer> answers = stages.stream().map(node::await).toList();

    List<Answer> admitted =
        answers.stream().filter(a -> a.outcome() instanceof Outcome.Applied).toList();
    assertThat(admitted).hasSize(1);
    assertThat(answers.stream().filter(a -> a.outcome() instanceof Outcome.Refused))
        .hasSize(7)
        .allSatisfy(
            answer -> {
              Refusal refusal = ((Outcome.Refused) answer.outcome()).refusal();
              assertThat(refusal.code()).isEqualTo(RefusalCode.ALREADY_ADMITTED);
              assertThat(refusal.first().orElseThrow().opId())
                  .isEqualTo(admitted.getFirst().opId());
            });
  }

  @Test
  void data_stays_here_and_only_a_keyed_hash_is_ordered() {
    issue("a", T1, Optional.of(DATA));

    TicketView view = node.tickets().ticket(T1).orElseThrow();
    assertThat(view.data()).contains(DATA);
    assertThat(view.ticket().dataHash())
        .contains(new DataCommitment(GatewayFixture.DATA_KEY).to(T1, DATA));
    assertThat(view.ticket().dataHash()).isNotEqualTo(Optional.of(DATA.sha256()));
  }

  @Test
  void the_same_ticket_again_is_no_change_and_another_one_a_conflict_that_keeps_nothing() {
    issue("a", T1, Optional.of(DATA));

    assertThat(issue("b", T1, Optional.of(DATA)).outcome())
        .isEqualTo(new Outcome.Unchanged(TicketState.ISSUED, 1));
    assertThat(refusal(issue("c", T1, Optional.of(OTHER)))).isEqualTo(RefusalCode.ID_CONFLICT);

    assertThat(node.tickets().ticket(T1).orElseThrow().data()).contains(DATA);
    assertThat(new StoredData(node.store).count()).isEqualTo(1);
  }

  @Test
  void data_that_is_too_long_is_refused_and_nothing_is_ordered() {
    Optional<Bytes> tooLong = Optional.of(Bytes.copyOf(new byte[4_097]));

    assertThatThrownBy(() -> issue("a", T1, tooLong)).isInstanceOf(MalformedException.class);
    assertThat(node.ordering.submitted).isEmpty();
  }

  @Test
  void many_tickets_are_issued_each_for_itself() {
    List<Call> calls = new ArrayList<>();
    List<NewTicket> tickets = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      calls.add(call("KEY/" + i));
      tickets.add(
          new NewTicket(
              new TicketId("T" + i % 599),
              Optional.empty(),
              Optional.empty(),
              TicketSource.IMPORT));
    }

    List<Answer> answers = service.issueAll(calls, tickets).stream().map(node::await).toList();

    assertThat(answers.subList(0, 599))
        .allSatisfy(answer -> assertThat(answer.outcome()).isInstanceOf(Outcome.Applied.class));
    assertThat(answers.getLast().outcome()).isInstanceOf(Outcome.Unchanged.class);
    assertThat(node.ordering.sizes()).containsExactly(256, 256, 88);
  }

  @Test
  void an_unknown_ticket_is_not_validated_unless_implicit_issue_is_on() {
    Answer answer = node.await(service.validate(call("a"), T1, Optional.of(DATA)));

    assertThat(refusal(answer)).isEqualTo(RefusalCode.UNKNOWN_TICKET);
    assertThat(new StoredData(node.store).count()).isZero();
  }

  @Test
  void implicit_issue_issues_and_validates_in_one_bundle_and_keeps_the_data() {
    Answer answer = node.await(implicit.validate(call("a"), T1, Optional.of(DATA)));

    assertThat(answer.outcome())
        .isEqualTo(new Outcome.Applied(ActionType.VALIDATE, TicketState.VALIDATED, 2));
    assertThat(answer.opId()).isEqualTo(OpId.ofKey("a"));
    assertThat(node.ordering.sizes()).containsExactly(2);
    TicketView view = node.tickets().ticket(T1).orElseThrow();
    assertThat(view.data()).contains(DATA);
    assertThat(view.ticket().source()).isEqualTo(TicketSource.IMPLICIT);
  }

  @Test
  void a_repeated_implicit_issue_is_the_first_answer_again() {
    Answer first = node.await(implicit.validate(call("a"), T1, Optional.of(DATA)));

    Answer again = node.await(implicit.validate(call("a"), T1, Optional.of(DATA)));

    assertThat(again.replayed()).isTrue();
    assertThat(again.outcome()).isEqualTo(first.outcome());
    assertThat(node.tickets().history(T1)).hasSize(2);
  }

  @Test
  void an_equal_call_while_the_implicit_issue_is_in_flight_joins() {
    CompletionStage<Answer> first = implicit.validate(call("a"), T1, Optional.empty());
    CompletionStage<Answer> second = implicit.validate(call("a"), T1, Optional.empty());

    assertThat(node.await(first).outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(node.await(second).outcome()).isEqualTo(node.await(first).outcome());
    assertThat(node.ordering.sizes()).containsExactly(2);
    assertThat(node.gateway.reserve().operations()).isZero();
  }

  @Test
  void a_ticket_that_somebody_issued_meanwhile_is_validated_as_it_is() {
    CompletionStage<Answer> issued = issuing("x", T1, Optional.of(OTHER));
    CompletionStage<Answer> validated = implicit.validate(call("a"), T1, Optional.of(DATA));

    assertThat(node.await(validated).outcome())
        .isEqualTo(new Outcome.Applied(ActionType.VALIDATE, TicketState.VALIDATED, 2));
    assertThat(node.await(issued).outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(node.tickets().ticket(T1).orElseThrow().data()).contains(OTHER);
    assertThat(new StoredData(node.store).count()).as("the loser's data is gone").isEqualTo(1);
  }

  @Test
  void a_ticket_that_was_admitted_meanwhile_is_refused_as_such() {
    issuing("x", T1, Optional.empty());
    service.admit(call("y"), T1);
    CompletionStage<Answer> validated = implicit.validate(call("a"), T1, Optional.empty());

    assertThat(refusal(node.await(validated))).isEqualTo(RefusalCode.ALREADY_ADMITTED);
  }

  @Test
  void seeding_creates_500_tickets_once() {
    assertThat(node.await(service.seed(call("a")))).isEqualTo(500);
    assertThat(node.await(service.seed(call("b")))).isZero();
    assertThat(node.await(service.seed(call("a")))).as("the same key").isEqualTo(500);

    TicketView sample = node.tickets().ticket(new TicketId("TICKET-001")).orElseThrow();
    assertThat(sample.ticket().source()).isEqualTo(TicketSource.SEED);
    assertThat(sample.data()).isPresent();
    assertThat(node.tickets().ticket(new TicketId("TICKET-500"))).isPresent();
  }

  @Test
  void only_a_development_network_is_seeded() {
    TicketService production =
        new TicketService(
            node.gateway,
            node.store,
            node.watch,
            new TicketService.Settings(GatewayFixture.DATA_KEY, false, false));

    CompletableFuture<Integer> seeded = production.seed(call("a")).toCompletableFuture();

    assertThat(GatewayFixture.failure(seeded)).isInstanceOf(NotDevelopmentException.class);
    assertThat(node.ordering.submitted).isEmpty();
  }

  private Answer issue(String key, TicketId ticket, Optional<Bytes> data) {
    return node.await(issuing(key, ticket, data));
  }

  private CompletionStage<Answer> issuing(String key, TicketId ticket, Optional<Bytes> data) {
    return service.issue(
        call(key), new NewTicket(ticket, data, Optional.empty(), TicketSource.API));
  }

  private Outcome applied(CompletionStage<Answer> stage) {
    return node.await(stage).outcome();
  }

  private static RefusalCode refusal(Answer answer) {
    return ((Outcome.Refused) answer.outcome()).refusal().code();
  }

  private static Call call(String key) {
    return new Call(OpId.ofKey(key), Claim.NONE, GatewayFixture.PATIENCE);
  }
}
