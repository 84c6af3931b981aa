package io.dtvn.application.gateway;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.issue;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Operations;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.OrderingException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GatewayBundlingTest {

  private final GatewayFixture node = GatewayFixture.create();

  @Test
  void while_nothing_is_in_flight_an_operation_leaves_at_once() {
    node.hand(issue("a", "T1"));

    node.turn();

    assertThat(node.ordering.sizes()).containsExactly(1);
  }

  @Test
  void behind_it_operations_are_gathered_for_two_milliseconds() {
    node.hand(issue("a", "T1"));
    node.turn();
    node.hand(issue("b", "T2"));
    node.turn().pass(1);
    node.hand(issue("c", "T3"));
    node.turn();
    assertThat(node.ordering.sizes()).containsExactly(1);

    node.pass(1);

    assertThat(node.ordering.sizes()).containsExactly(1, 2);
  }

  @Test
  void what_was_gathered_leaves_when_the_pipeline_runs_dry() {
    node.hand(issue("a", "T1"));
    node.turn();
    node.hand(issue("b", "T2"));
    node.turn();

    node.ordering.orderAll();
    node.turn();

    assertThat(node.ordering.sizes()).containsExactly(1, 1);
  }

  @Test
  void a_full_bundle_does_not_wait() {
    IntStream.range(0, 300).forEach(i -> node.hand(issue("op" + i, "T" + i)));

    node.turn();

    assertThat(node.ordering.sizes()).containsExactly(256);
    node.pass(2);
    assertThat(node.ordering.sizes()).containsExactly(256, 44);
  }

  @Test
  void no_bundle_is_larger_than_the_protocol_allows() {
    String wide = "ä".repeat(100);
    IntStream.range(0, 2_000)
        .forEach(i -> node.hand(labelled(issue("op" + i, wide + i), "ü".repeat(32))));

    node.settle();

    assertThat(node.ordering.submitted)
        .allSatisfy(
            bundle -> assertThat(bundle.encoded().length()).isLessThanOrEqualTo(Bundle.BYTES_MAX));
    assertThat(node.ordering.sizes().getFirst()).isLessThanOrEqualTo(256);
    assertThat(node.ordering.sizes().stream().mapToInt(Integer::intValue).sum()).isEqualTo(2_000);
  }

  @Test
  void bundles_are_signed_for_the_network_and_numbered_in_order() {
    for (int i = 0; i < 3; i++) {
      node.answer(issue("op" + i, "T" + i));
    }

    assertThat(node.ordering.numbers()).containsExactly(1L, 2L, 3L);
    assertThat(node.ordering.submitted)
        .allSatisfy(
            bundle ->
                assertThat(
                        FakeNetwork.verify(
                            node.network.key(0),
                            bundle.signatureInput(node.network.genesis().hash()),
                            bundle.signature()))
                    .isTrue());
  }

  @Test
  void after_a_restart_numbers_go_on_behind_the_highest_executed() {
    node.answer(issue("a", "T1"));
    node.answer(issue("b", "T2"));

    GatewayFixture again = node.restarted();
    again.answer(admit("c", "T1"));

    assertThat(again.ordering.numbers()).containsExactly(3L);
  }

  @Test
  void at_most_64_numbers_lie_between_the_lowest_open_and_the_highest() {
    node.hand(issue("first", "T"));
    node.turn();
    Bundle slow = node.ordering.take();
    for (int i = 0; i < 100; i++) {
      node.hand(issue("op" + i, "T" + i));
      node.turn().pass(2);
      node.ordering.orderAll();
      node.turn();
    }
    assertThat(node.ordering.numbers())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 64).boxed().toList());

    node.ordering.order(slow);
    node.settle();

    assertThat(node.ordering.sizes().stream().mapToInt(Integer::intValue).sum())
        .as("nothing was lost and nothing doubled")
        .isEqualTo(101);
  }

  @Test
  void a_bundle_refused_for_lack_of_room_is_submitted_again() {
    node.ordering.refuseNext(new OrderingException.Busy("full"));
    node.ordering.refuseNext(new OrderingException.Busy("full"));
    CompletableFuture<Answer> answer = node.submit(issue("a", "T1"));

    node.turn().turn().pass(5).turn().pass(10);
    node.settle();

    assertThat(answer).isCompleted();
    assertThat(node.ordering.numbers()).containsExactly(1L, 1L, 1L);
    assertThat(node.ordering.submitted.getFirst()).isEqualTo(node.ordering.submitted.getLast());
  }

  @Test
  void if_room_never_comes_the_caller_is_told_and_the_number_is_used_again() {
    for (int i = 0; i < 1 + GatewayLimits.DEFAULT.busyTries(); i++) {
      node.ordering.refuseNext(new OrderingException.Busy("full"));
    }
    CompletableFuture<Answer> answer = node.submit(issue("a", "T1"));

    for (int i = 0; i < 200 && !answer.isDone(); i++) {
      node.pass(5);
    }

    assertThat(GatewayFixture.failure(answer)).isInstanceOf(OrderingException.Busy.class);
    assertThat(node.gateway.reserve().operations()).isZero();
    node.answer(issue("b", "T2"));
    assertThat(node.ordering.numbers()).containsOnly(1L);
  }

  private static Operation labelled(Operation operation, String label) {
    Optional<Label> value = Optional.of(new Label(label));
    return Operations.with(Claim.NONE.at(value, value), operation);
  }
}
