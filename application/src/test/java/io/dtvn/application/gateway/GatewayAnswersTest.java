package io.dtvn.application.gateway;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.by;
import static io.dtvn.domain.ticket.Operations.issue;
import static io.dtvn.domain.ticket.Operations.validate;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.OrderingException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GatewayAnswersTest {

  private final GatewayFixture node = GatewayFixture.create();

  @Test
  void an_answer_is_the_ledgers() {
    Answer answer = node.answer(issue("a", "T1"));

    assertThat(answer)
        .isEqualTo(
            new Answer(
                OpId.ofKey("a"),
                GatewayFixture.SELF,
                1,
                1_000,
                new Outcome.Applied(ActionType.ISSUE, TicketState.ISSUED, 1),
                false));
  }

  @Test
  void a_repetition_is_answered_by_the_first_outcome() {
    node.answer(issue("a", "T1"));
    Answer first = node.answer(admit("b", "T1"));

    Answer again = node.answer(admit("b", "T1"));
    Answer afterRestart = node.restarted().answer(admit("b", "T1"));

    assertThat(again)
        .isEqualTo(
            new Answer(
                first.opId(),
                first.node(),
                first.sequence(),
                first.blockTime(),
                first.outcome(),
                true));
    assertThat(afterRestart).isEqualTo(again);
  }

  @Test
  void an_equal_call_joins_the_wait() {
    node.hand(issue("a", "T1"));
    CompletableFuture<Answer> first = node.submit(admit("b", "T1"));
    CompletableFuture<Answer> joined = node.submit(admit("b", "T1"));
    node.turn();
    CompletableFuture<Answer> joinedInFlight = node.submit(admit("b", "T1"));

    node.settle();

    assertThat(node.ordering.sizes()).as("each operation once").containsExactly(2);
    assertThat(first.join().replayed()).isFalse();
    assertThat(joined.join().replayed()).isTrue();
    assertThat(joinedInFlight.join().outcome()).isEqualTo(first.join().outcome());
    assertThat(node.gateway.reserve().operations()).isZero();
    assertThat(node.gateway.reserve().bytes()).isZero();
  }

  @Test
  void the_same_id_of_another_caller_is_another_operation() {
    node.answer(issue("a", "T1"));
    CompletableFuture<Answer> one = node.submit(by("key1", admit("b", "T1")));
    CompletableFuture<Answer> other = node.submit(by("key2", admit("b", "T1")));

    node.settle();

    assertThat(one.join().outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(refusal(other.join())).isEqualTo(RefusalCode.ALREADY_ADMITTED);
  }

  @Test
  void other_content_under_an_id_in_flight_waits_its_turn_and_is_refused() {
    CompletableFuture<Answer> first = node.submit(issue("a", "T1"));
    CompletableFuture<Answer> second = node.submit(issue("a", "T2"));
    CompletableFuture<Answer> third = node.submit(issue("a", "T2"));
    node.turn();
    assertThat(node.ordering.sizes()).containsExactly(1);

    node.settle();

    assertThat(first.join().outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(refusal(second.join())).isEqualTo(RefusalCode.ID_REUSED);
    assertThat(refusal(third.join())).isEqualTo(RefusalCode.ID_REUSED);
    assertThat(node.gateway.reserve().operations()).isZero();
  }

  @Test
  void when_patience_passes_in_flight_the_outcome_is_unknown_and_may_be_asked_again() {
    CompletableFuture<Answer> answer = node.submit(issue("a", "T1"));
    node.turn();

    node.pass(GatewayFixture.PATIENCE.toMillis() - 1);
    assertThat(answer).isNotDone();
    node.pass(GatewayFixture.PATIENCE.toMillis());

    assertThat(GatewayFixture.failure(answer)).isInstanceOf(OrderingException.OutcomeUnknown.class);
    CompletableFuture<Answer> again = node.submit(issue("a", "T1"));
    node.settle();
    assertThat(again.join().outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(node.ordering.sizes()).as("the second call joined").containsExactly(1);
    assertThat(node.gateway.reserve().operations()).isZero();
  }

  @Test
  void when_patience_passes_before_a_bundle_was_made_nothing_is_ordered() {
    GatewayFixture full = GatewayFixture.create();
    for (int i = 0; i < 64; i++) {
      full.hand(issue("op" + i, "T" + i));
      full.turn().pass(2);
    }
    CompletableFuture<Answer> late = full.submit(issue("late", "T"));
    full.turn();

    full.pass(2 * GatewayFixture.PATIENCE.toMillis());
    full.settle();

    assertThat(GatewayFixture.failure(late)).isInstanceOf(OrderingException.Busy.class);
    assertThat(full.ordering.submitted).hasSize(64);
    assertThat(full.gateway.reserve().operations()).isZero();
  }

  @Test
  void a_node_that_cannot_order_says_so_at_once() {
    node.ordering.refuseNext(new OrderingException.NotReady("no quorum"));
    CompletableFuture<Answer> answer = node.submit(issue("a", "T1"));

    node.turn().turn();

    assertThat(GatewayFixture.failure(answer)).isInstanceOf(OrderingException.NotReady.class);
    assertThat(node.gateway.reserve().operations()).isZero();
  }

  @Test
  void the_ledgers_reused_number_leads_to_another_bundle() {
    node.ordering.order(node.stray(1, issue("x", "T9")));
    CompletableFuture<Answer> answer = node.submit(issue("a", "T1"));

    node.settle();

    assertThat(answer.join().outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(node.ordering.numbers()).containsExactly(1L, 2L);
  }

  @Test
  void a_number_that_is_too_old_leads_to_another_bundle() {
    node.hand(issue("a", "T1"));
    node.turn();
    node.ordering.order(node.stray(100, issue("x", "T9")));

    node.settle();

    assertThat(node.tickets().ticket(issue("a", "T1").ticketId())).isPresent();
    assertThat(node.ordering.numbers()).containsExactly(1L, 101L);
  }

  @Test
  void a_bundle_without_outcome_is_replaced_behind_the_highest_executed_number() {
    CompletableFuture<Answer> answer = node.submit(issue("a", "T1"));
    node.turn();
    node.ordering.order(node.stray(20, issue("x", "T9")));

    node.ordering.fail(new OrderingException.OutcomeUnknown("another one was executed"));
    node.settle();

    assertThat(answer.join().outcome()).isInstanceOf(Outcome.Applied.class);
    assertThat(node.ordering.numbers()).containsExactly(1L, 21L);
  }

  @Test
  void if_no_bundle_has_an_outcome_the_callers_learn_that_it_is_unknown() {
    CompletableFuture<Answer> answer = node.submit(issue("a", "T1"));
    for (int i = 0; i < GatewayLimits.DEFAULT.bundles(); i++) {
      node.turn();
      node.ordering.fail(new OrderingException.OutcomeUnknown("odd"));
    }
    node.turn();

    assertThat(GatewayFixture.failure(answer)).isInstanceOf(OrderingException.OutcomeUnknown.class);
    assertThat(node.gateway.reserve().operations()).isZero();
  }

  @Test
  void what_stands_in_front_is_in_the_same_bundle_and_in_order() {
    for (int i = 0; i < 255; i++) {
      node.hand(issue("op" + i, "T" + i));
    }
    CompletableFuture<Answer> answer =
        node.gateway
            .submitBehind(
                new Submission(issue("before", "T"), GatewayFixture.PATIENCE),
                new Submission(validate("main", "T"), GatewayFixture.PATIENCE))
            .toCompletableFuture();

    node.settle();

    assertThat(node.ordering.sizes()).containsExactly(255, 2);
    assertThat(answer.join().outcome())
        .isEqualTo(new Outcome.Applied(ActionType.VALIDATE, TicketState.VALIDATED, 2));
  }

  @Test
  void closing_tells_everybody() {
    CompletableFuture<Answer> flying = node.submit(issue("a", "T1"));
    node.turn();
    CompletableFuture<Answer> waiting = node.submit(issue("b", "T2"));
    CompletableFuture<Answer> behind = node.submit(issue("b", "T3"));

    node.gateway.close();
    CompletableFuture<Answer> late = node.submit(issue("c", "T4"));
    node.turn();
    node.gateway.dispatcher().abandon();

    assertThat(GatewayFixture.failure(flying)).isInstanceOf(OrderingException.OutcomeUnknown.class);
    assertThat(List.of(waiting, behind, late))
        .allSatisfy(
            stage ->
                assertThat(GatewayFixture.failure(stage))
                    .isInstanceOf(OrderingException.NotReady.class));
    assertThat(node.gateway.reserve().operations()).isZero();
  }

  private static RefusalCode refusal(Answer answer) {
    return ((Outcome.Refused) answer.outcome()).refusal().code();
  }
}
