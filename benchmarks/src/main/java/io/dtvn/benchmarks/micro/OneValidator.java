package io.dtvn.benchmarks.micro;

import io.dtvn.adapters.crypto.BouncyCastleCryptoProvider;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
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
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.crypto.Signer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A network of one, and bundles of its gateway. */
final class OneValidator {

  final BouncyCastleCryptoProvider crypto = new BouncyCastleCryptoProvider();
  final Signer signer = crypto.signer(Bytes.owning(new byte[32]));
  final Genesis genesis =
      new Genesis(
          new Label("benchmark"),
          ValidatorSet.of(List.of(new Validator(new ValidatorId("node0"), signer.publicKey()))),
          ProtocolParameters.DEFAULT,
          EventPolicy.DEFAULT);

  private final Bundle.Signing signing = new Bundle.Signing(genesis.hash(), signer::sign);
  private long operations;

  /** A bundle of {@code count} operations, each on a ticket of its own. */
  Bundle bundle(long number, int count, IntFunction<Action> action) {
    List<Operation> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      OpId opId = new OpId(new CanonicalWriter().u64(++operations).sha256());
      all.add(Operation.unsigned(opId, ticket(i), Claim.NONE, action.apply(i)));
    }
    return Bundle.signed(new BundleId(signer.publicKey(), number), 0, all, signing);
  }

  static TicketId ticket(int number) {
    return new TicketId("TICKET-%06d".formatted(number));
  }
}
