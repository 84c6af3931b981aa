package io.dtvn.application.gateway;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.issue;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.ledger.BundleWindow;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.OrderingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GatewayLimitsTest {

  private static final int CALLERS = 10_000;

  @Test
  void ten_thousand_callers_at_once_are_bounded_and_each_is_told_something() {
    GatewayFixture node = GatewayFixture.create();
    List<CompletableFuture<Answer>> answers = new ArrayList<>();

    for (int i = 0; i < CALLERS; i++) {
      answers.add(node.submit(issue("op" + i, "T" + i)));
      assertThat(node.gateway.reserve().operations())
          .isLessThanOrEqualTo(GatewayLimits.DEFAULT.operations());
    }
    node.turn();

    long busy = answers.stream().filter(CompletableFuture::isCompletedExceptionally).count();
    assertThat(busy).isEqualTo(CALLERS - GatewayLimits.DEFAULT.operations());
    assertThat(GatewayFixture.failure(answers.getLast()))
        .isInstanceOf(OrderingException.Busy.class);
    assertThat(node.gateway.dispatcher().flights()).isLessThanOrEqualTo(BundleWindow.SPAN);
    node.settle();
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isDone());
    assertThat(node.gateway.reserve().operations()).isZero();
    assertThat(node.gateway.reserve().bytes()).isZero();
  }

  @Test
  void ten_thousand_callers_with_one_key_are_bounded_too() {
    GatewayFixture node = GatewayFixture.create();
    node.answer(issue("a", "T1"));
    List<CompletableFuture<Answer>> answers = new ArrayList<>();

    for (int i = 0; i < CALLERS; i++) {
      answers.add(node.submit(admit("same", "T1")));
    }
    node.turn();

    assertThat(node.gateway.reserve().operations()).isEqualTo(GatewayLimits.DEFAULT.operations());
    node.settle();
    assertThat(answers.stream().filter(a -> !a.isCompletedExceptionally()))
        .hasSize(GatewayLimits.DEFAULT.operations());
    assertThat(node.gateway.reserve().operations()).isZero();
  }

  @Test
  void bytes_are_bounded_beside_numbers() {
    GatewayFixture node =
        GatewayFixture.with(
            new GatewayLimits(1_000, 2_000, Duration.ofMillis(2), 8, 16, Duration.ofSeconds(1)));

    for (int i = 0; i < 100; i++) {
      node.hand(issue("op" + i, "T" + i));
    }

    assertThat(node.gateway.reserve().bytes()).isLessThanOrEqualTo(2_000);
    assertThat(node.gateway.reserve().operations()).isBetween(2, 40);
  }

  @Test
  void callers_who_go_give_their_room_back_although_nothing_moves() {
    GatewayFixture node = GatewayFixture.create();
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 8_000; i++) {
      answers.add(node.submit(issue("op" + i, "T" + i)));
    }
    CompletableFuture<Answer> joined = node.submit(issue("op7999", "T7999"));
    node.turn().pass(2);
    int flying = node.ordering.sizes().stream().mapToInt(Integer::intValue).sum();

    node.pass(GatewayFixture.PATIENCE.toMillis());

    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedExceptionally());
    assertThat(joined).isCompletedExceptionally();
    assertThat(node.gateway.reserve().operations())
        .as("only what may be ordered is still counted")
        .isEqualTo(flying);
  }
}
