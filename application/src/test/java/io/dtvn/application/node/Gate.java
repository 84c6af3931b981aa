package io.dtvn.application.node;

import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.in.Call;
import io.dtvn.ports.in.IssueTickets.NewTicket;
import io.dtvn.ports.out.OrderingStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A caller of a node in short words. */
final class Gate {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ValidatorNode node;

  Gate(ValidatorNode node) {
    this.node = node;
  }

  Answer issue(String ticket) throws Exception {
    return await(
        node.useCases()
            .issue()
            .issue(
                call("issue " + ticket),
                new NewTicket(
                    new TicketId(ticket), Optional.empty(), Optional.empty(), TicketSource.API)));
  }

  /** Issues many at once. */
  void issueAll(List<String> tickets) throws Exception {
    List<Call> calls = new ArrayList<>();
    List<NewTicket> wanted = new ArrayList<>();
    for (String ticket : tickets) {
      calls.add(call("issue " + ticket));
      wanted.add(
          new NewTicket(
              new TicketId(ticket), Optional.empty(), Optional.empty(), TicketSource.API));
    }
    for (CompletionStage<Answer> answer : node.useCases().issue().issueAll(calls, wanted)) {
      await(answer);
    }
  }

  Answer admit(String opId, String ticket) throws Exception {
    return await(admitting(opId, ticket));
  }

  CompletionStage<Answer> admitting(String opId, String ticket) {
    return node.useCases().admit().admit(call(opId), new TicketId(ticket));
  }

  OrderingStatus status() {
    return node.useCases().node().ordering();
  }

  static Call call(String opId) {
    return new Call(OpId.ofKey(opId), Claim.NONE, PATIENCE);
  }

  static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
  }

  /** Waits until {@code condition} holds. */
  static void until(String what, BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new TimeoutException("want " + what + " within " + PATIENCE);
      }
      Thread.onSpinWait();
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }
}
