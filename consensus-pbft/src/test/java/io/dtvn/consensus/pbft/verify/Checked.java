package io.dtvn.consensus.pbft.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.cluster.Network;
import io.dtvn.consensus.pbft.cluster.Votes;
import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.EngineTiming;
import io.dtvn.ports.spi.MessageVerifier;
import io.dtvn.ports.spi.MessageVerifier.Verdict;
import java.util.List;

/**
 * The verifier of validator 1 of four (f = 1, q = 3, primary 0 in view 0, K = 8, L = 16), with a
 * count of the signatures it looked at.
 */
final class Checked {

  static final int SELF = 1;

  final Network network = Network.of(4, ProtocolParameters.withInterval(8));
  final Votes votes = new Votes(network);
  final Bundle bundle = network.bundle(2, 1, List.of(operation(1)));
  final Batch batch = Batch.of(0, 1_000, List.of(bundle));
  final MessageVerifier verifier;
  final CertificateVerifier certificates;
  int verified;

  Checked() {
    var config = network.config(SELF, EngineTiming.LAN);
    verifier = Verifiers.of(config, this::count);
    certificates = Verifiers.certificates(config, this::count);
  }

  static Operation operation(int number) {
    return Operation.unsigned(
        new OpId(new Digest(0, 0, 0, number)), new TicketId("T"), Claim.NONE, new Action.Admit());
  }

  /** The batch of this fixture at {@code sequence} in view 0. */
  Binding at(long sequence) {
    return new Binding(0, 0, sequence, batch.digest());
  }

  void publish(long low, long committed) {
    verifier.onPublished(
        new Effect.Publish(Standing.VOTER, 0, 0, 0, low, low + 16, committed, 0, -1, committed));
  }

  void accepts(int from, PbftMessage message) {
    Verdict verdict = verifier.verify(from, message.lane(), message.encoded());
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    assertThat(((Verdict.Accepted) verdict).message().value()).isEqualTo(message);
  }

  /** Expects a rejection that no correct sender brings upon itself. */
  void blames(int from, PbftMessage message, Objection objection) {
    assertThat(verifier.verify(from, message.lane(), message.encoded()))
        .isEqualTo(new Verdict.Rejected(objection.name(), true));
  }

  /** Expects a rejection that says nothing against the sender, and no signature looked at. */
  void drops(int from, PbftMessage message, Objection objection) {
    int before = verified;
    assertThat(verifier.verify(from, message.lane(), message.encoded()))
        .isEqualTo(new Verdict.Rejected(objection.name(), false));
    assertThat(verified).as("signatures looked at").isEqualTo(before);
  }

  private boolean count(PublicKey key, Bytes message, Signature signature) {
    verified++;
    return network.verifier().verify(key, message, signature);
  }
}
