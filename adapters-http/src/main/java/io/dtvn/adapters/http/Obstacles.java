package io.dtvn.adapters.http;

import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.membership.Quorum;
import io.dtvn.ports.in.QueryNode;
import io.dtvn.ports.in.SeedTickets.NotDevelopmentException;
import io.dtvn.ports.in.UseCases;
import io.dtvn.ports.out.OrderingException;
import io.dtvn.ports.out.StorageException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Puts into words why a call has no outcome. */
@Singleton
final class Obstacles {

  private final QueryNode node;

  Obstacles(UseCases useCases) {
    this.node = useCases.node();
  }

  /** The failure that {@code error} stands for; empty if it is a bug of ours. */
  Optional<Failure> failure(Throwable error) {
    return switch (cause(error)) {
      case FailedCall call -> Optional.of(call.failure());
      case OrderingException ordering -> Optional.of(failure(ordering));
      case MalformedException malformed -> Optional.of(Failure.malformed(Failure.text(malformed)));
      case NotDevelopmentException no -> Optional.of(Failure.forbidden(Failure.text(no)));
      case StorageException _ ->
          Optional.of(Failure.notReady("the node's storage does not answer; see its log"));
      default -> Optional.empty();
    };
  }

  static Throwable cause(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause == null ? error : cause;
  }

  private Failure failure(OrderingException obstacle) {
    return switch (obstacle) {
      case OrderingException.Busy busy -> Failure.busy(Failure.text(busy));
      case OrderingException.NotReady notReady -> notReady(Failure.text(notReady));
      case OrderingException.OutcomeUnknown unknown ->
          Failure.of(504, "OUTCOME_UNKNOWN", Failure.text(unknown));
    };
  }

  /** Too few peers is the one reason that a caller's other nodes share. */
  private Failure notReady(String text) {
    Quorum sizes = node.identity().genesis().validators().quorum();
    int connected = node.ordering().connectedValidators();
    if (connected >= sizes.quorum()) {
      return Failure.notReady(text);
    }
    return Failure.of(
        503,
        "NO_QUORUM",
        "not enough peers for consensus: have %d, need at least %d (quorum requires %d of %d nodes)"
            .formatted(
                Math.max(0, connected - 1),
                sizes.quorum() - 1,
                sizes.quorum(),
                sizes.validators()));
  }
}
