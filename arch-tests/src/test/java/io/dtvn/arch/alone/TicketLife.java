package io.dtvn.arch.alone;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ledger.Ledger;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.membership.Validator;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import java.util.List;
import java.util.Optional;

/** Takes one ticket through its whole life and prints what the ledger says to each step. */
public final class TicketLife {

  private static final TicketId TICKET = new TicketId("T-1");
  private static final PublicKey GATEWAY = PublicKey.parse("11".repeat(32));
  private static final Genesis GENESIS =
      new Genesis(
          new Label("alone"),
          ValidatorSet.of(List.of(new Validator(new ValidatorId("node0"), GATEWAY))),
          ProtocolParameters.DEFAULT,
          EventPolicy.DEFAULT);

  private final Ledger ledger = new Ledger(GENESIS);
  private final MapState state = new MapState();

  private TicketLife() {}

  /** Prints one line for each step. */
  public static void main(String[] args) {
    new TicketLife().run();
  }

  private void run() {
    step(new Action.Admit());
    step(new Action.Issue(TicketSource.API, Optional.empty()));
    step(new Action.Validate());
    step(new Action.Release());
    step(new Action.Validate());
    step(new Action.Consume());
    step(new Action.Admit());
    step(new Action.Annul(OpId.ofKey("step 6"), Optional.empty()));
    step(new Action.Admit());
    step(new Action.Dispute());
    step(new Action.Consume());
    step(new Action.Resolve(Action.Verdict.ISSUED));
    step(new Action.Revoke(Optional.of(Action.RevokeReason.REFUNDED)));
    step(new Action.Admit());
  }

  private void step(Action action) {
    long number = state.head().sequence() + 1;
    Operation operation =
        Operation.unsigned(OpId.ofKey("step " + number), TICKET, Claim.NONE, action);
    Bundle bundle =
        Bundle.signed(
            new BundleId(GATEWAY, number),
            0,
            List.of(operation),
            new Bundle.Signing(Digest.ZERO, TicketLife::unsigned));
    Batch batch = Batch.of(0, 1_000_000 + number, List.of(bundle));
    Execution execution = ledger.apply(number, batch, state);
    state.take(execution);
    System.out.println(number + " " + said(execution.outcomes().getFirst()));
  }

  /** Signatures are checked before a batch is executed, never by the ledger. */
  private static Signature unsigned(Bytes input) {
    return Signature.fromBytes(new byte[Signature.BYTES], 0);
  }

  private static String said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied(var type, var found, long version) -> type + " " + found + " " + version;
      case Outcome.Refused(var refusal) -> "refused " + refusal.code();
      default -> outcome.toString();
    };
  }
}
