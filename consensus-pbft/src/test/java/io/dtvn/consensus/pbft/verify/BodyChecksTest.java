package io.dtvn.consensus.pbft.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.cluster.KeyedHash;
import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Forward;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.RequestMessage;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ticket.Authorization;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.OperationCodec;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.spi.MessageVerifier.BundleVerdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bundles, alone and inside batches: every signature they carry. */
class BodyChecksTest {

  private static final Signature NONSENSE = new Signature(Digest.ZERO, Digest.ZERO);

  private final Checked replica = new Checked();

  @Test
  void a_bundle_of_a_member_gateway_passes_from_anybody() {
    replica.accepts(2, new RequestMessage(replica.bundle));
    replica.accepts(3, new Forward(replica.bundle));
    assertThat(replica.verifier.verify(replica.bundle)).isInstanceOf(BundleVerdict.Accepted.class);
  }

  @Test
  void a_bundle_of_another_gateway_is_not_admitted() {
    Bundle foreign = signed(KeyedHash.signer("stranger"), Checked.operation(1));
    replica.blames(2, new RequestMessage(foreign), Objection.NOT_OF_A_MEMBER_GATEWAY);
    replica.blames(2, new Forward(foreign), Objection.NOT_OF_A_MEMBER_GATEWAY);
    assertThat(replica.verifier.verify(foreign))
        .isEqualTo(new BundleVerdict.Rejected("NOT_OF_A_MEMBER_GATEWAY"));
  }

  /** Who may do what is decided when a batch is executed: backups must not disagree before. */
  @Test
  void a_proposal_is_not_refused_for_its_gateways_authority() {
    replica.accepts(0, proposalOf(signed(KeyedHash.signer("stranger"), Checked.operation(1))));
  }

  @Test
  void a_bundle_with_a_bad_signature_spoils_request_and_proposal() {
    Bundle bad = withSignature(NONSENSE, Checked.operation(1));
    replica.blames(2, new RequestMessage(bad), Objection.BAD_SIGNATURE);
    replica.blames(0, proposalOf(replica.bundle, bad), Objection.BAD_SIGNATURE);
    assertThat(replica.verifier.verify(bad)).isEqualTo(new BundleVerdict.Rejected("BAD_SIGNATURE"));
  }

  @Test
  void a_bundle_signed_for_another_network_is_refused() {
    Signer gateway = replica.network.signers().get(2);
    Bundle elsewhere =
        Bundle.signed(
            new BundleId(gateway.publicKey(), 1),
            0,
            List.of(Checked.operation(1)),
            new Bundle.Signing(Digest.ZERO, gateway::sign));
    replica.blames(2, new RequestMessage(elsewhere), Objection.BAD_SIGNATURE);
  }

  @Test
  void a_carried_signature_counts_like_the_gateways() {
    Signer device = KeyedHash.signer("device");
    Operation plain = Checked.operation(1);
    Signature valid = device.sign(OperationCodec.signedBytes(plain, replica.network.hash()));
    Signer gateway = replica.network.signers().get(2);
    replica.accepts(2, new RequestMessage(signed(gateway, authorized(device, plain, valid))));

    Signature elsewhere = device.sign(OperationCodec.signedBytes(plain, Digest.ZERO));
    for (Signature bad : List.of(NONSENSE, elsewhere)) {
      Bundle bundle = signed(gateway, Checked.operation(2), authorized(device, plain, bad));
      replica.blames(2, new RequestMessage(bundle), Objection.BAD_SIGNATURE);
      replica.blames(0, proposalOf(bundle), Objection.BAD_SIGNATURE);
    }
  }

  @Test
  void a_proposal_carries_the_body_it_names() {
    Batch other = Batch.of(0, 2_000, List.of(replica.bundle));
    replica.blames(0, replica.votes.prePrepare(replica.at(1), other), Objection.BODY_MISMATCH);
  }

  @Test
  void a_body_belongs_to_the_epoch_of_its_proposal() {
    Batch later = Batch.of(1, 1_000, List.of(replica.bundle));
    Binding binding = new Binding(0, 0, 1, later.digest());
    replica.blames(0, replica.votes.prePrepare(binding, later), Objection.BODY_MISMATCH);
    replica.drops(2, new Data.Body(later, Optional.empty()), Objection.OTHER_EPOCH);
    replica.blames(
        2,
        new Data.Body(later, Optional.of(replica.votes.committed(binding, 0, 2, 3))),
        Objection.BODY_MISMATCH);
    Binding next = new Binding(1, 0, 1, later.digest());
    replica.drops(
        2,
        new Data.Body(later, Optional.of(replica.votes.committed(next, 0, 2, 3))),
        Objection.OTHER_EPOCH);
  }

  @Test
  void a_fetched_body_needs_its_signatures_or_a_certificate() {
    Batch bad = Batch.of(0, 1_000, List.of(withSignature(NONSENSE, Checked.operation(1))));
    Binding binding = new Binding(0, 0, 1, bad.digest());
    replica.accepts(2, new Data.Body(replica.batch, Optional.empty()));
    replica.blames(2, new Data.Body(bad, Optional.empty()), Objection.BAD_SIGNATURE);
    replica.accepts(2, new Data.Body(bad, Optional.of(replica.votes.committed(binding, 0, 2, 3))));
  }

  @Test
  void a_certificate_vouches_for_its_own_body_alone() {
    Batch other = Batch.of(0, 2_000, List.of(replica.bundle));
    replica.blames(
        2,
        new Data.Body(other, Optional.of(replica.votes.committed(replica.at(1), 0, 2, 3))),
        Objection.BODY_MISMATCH);
    replica.blames(
        2,
        new Data.Body(replica.batch, Optional.of(replica.votes.committed(replica.at(1), 0, 2))),
        Objection.CERTIFICATE_SIZE);
  }

  private PrePrepare proposalOf(Bundle... bundles) {
    Batch batch = Batch.of(0, 1_000, List.of(bundles));
    return replica.votes.prePrepare(new Binding(0, 0, 1, batch.digest()), batch);
  }

  private Bundle signed(Signer gateway, Operation... operations) {
    return Bundle.signed(
        new BundleId(gateway.publicKey(), 1),
        0,
        List.of(operations),
        new Bundle.Signing(replica.network.hash(), gateway::sign));
  }

  private Bundle withSignature(Signature signature, Operation... operations) {
    return Bundle.signed(
        new BundleId(replica.network.signers().get(2).publicKey(), 9),
        0,
        List.of(operations),
        new Bundle.Signing(Digest.ZERO, _ -> signature));
  }

  private static Operation authorized(Signer device, Operation plain, Signature signature) {
    return new Operation(
        plain.opId(),
        plain.eventId(),
        plain.ticketId(),
        plain.claim(),
        plain.action(),
        Optional.of(new Authorization(device.publicKey(), signature)));
  }
}
