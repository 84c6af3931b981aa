package io.dtvn.benchmarks.load;

import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.in.Call;
import io.dtvn.ports.in.IssueTickets.NewTicket;
import io.dtvn.ports.in.UseCases;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Straight into a node of this process, past HTTP. */
record GatewayDoor(UseCases node) implements Door {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Override
  public String issue(String ticket) {
    NewTicket created =
        new NewTicket(new TicketId(ticket), Optional.empty(), Optional.empty(), TicketSource.API);
    return await(node.issue().issue(call("issue " + ticket), created));
  }

  @Override
  public String admit(String ticket) {
    return await(node.admit().admit(call("admit " + ticket), new TicketId(ticket)));
  }

  private static Call call(String key) {
    return new Call(OpId.ofKey(key), Claim.NONE, PATIENCE);
  }

  private static String await(CompletionStage<Answer> answer) {
    try {
      return answer.toCompletableFuture().join().outcome() instanceof Outcome.Applied
          ? DONE
          : "refused";
    } catch (CompletionException e) {
      Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
      return cause.getClass().getSimpleName();
    }
  }

  @Override
  public void close() {}
}
