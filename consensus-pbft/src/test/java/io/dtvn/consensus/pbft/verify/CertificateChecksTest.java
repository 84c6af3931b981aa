package io.dtvn.consensus.pbft.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.CheckpointCertificate;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.PreparedCertificate;
import io.dtvn.consensus.pbft.message.Signers;
import io.dtvn.consensus.pbft.message.SlotSet;
import io.dtvn.consensus.pbft.message.StateAt;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.CommittedBatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Certificates: as many distinct members as the quorum asks for, all over one statement. */
class CertificateChecksTest {

  private final Checked replica = new Checked();
  private final Binding binding = replica.at(5);
  private final Binding other = new Binding(0, 0, 5, Digest.ZERO);
  private final StateAt state = new StateAt(0, 8, new Digest(1, 2, 3, 4));

  @Test
  void a_quorum_makes_a_certificate() {
    assertThat(replica.certificates.accepts(replica.votes.committed(binding, 0, 1, 3))).isTrue();
    assertThat(replica.certificates.accepts(replica.votes.prepared(binding, 1, 3))).isTrue();
    assertThat(replica.certificates.accepts(replica.votes.stable(state, 1, 2, 3))).isTrue();
  }

  /** M14, M2, M21: one signer less proves nothing. */
  @Test
  void a_short_certificate_is_refused() {
    assertThat(replica.certificates.accepts(replica.votes.committed(binding, 0, 1))).isFalse();
    assertThat(replica.certificates.accepts(replica.votes.prepared(binding, 1))).isFalse();
    assertThat(replica.certificates.accepts(replica.votes.stable(state, 1, 2))).isFalse();
    assertThat(replica.certificates.accepts(replica.votes.stable(state))).isFalse();
  }

  @Test
  void a_long_certificate_is_refused() {
    assertThat(replica.certificates.accepts(replica.votes.committed(binding, 0, 1, 2, 3)))
        .isFalse();
    assertThat(replica.certificates.accepts(replica.votes.prepared(binding, 1, 2, 3))).isFalse();
  }

  @Test
  void the_primary_counts_once_in_a_prepared_certificate() {
    assertThat(replica.certificates.accepts(replica.votes.prepared(binding, 0, 1))).isFalse();
  }

  @Test
  void the_proposal_of_a_prepared_certificate_is_the_primarys() {
    PreparedCertificate valid = replica.votes.prepared(binding, 1, 3);
    PreparedCertificate forged =
        new PreparedCertificate(
            binding, replica.votes.prepare(1, binding).signature(), valid.prepares());
    assertThat(replica.certificates.accepts(forged)).isFalse();
  }

  @Test
  void a_signature_over_another_statement_spoils_a_certificate() {
    Signers mixed =
        new Signers(
            0b1011,
            List.of(
                replica.votes.commit(0, binding).signature(),
                replica.votes.commit(1, other).signature(),
                replica.votes.commit(3, binding).signature()));
    assertThat(replica.certificates.accepts(new CommitCertificate(binding, mixed))).isFalse();
    Signers prepares = replica.votes.prepared(other, 1, 3).prepares();
    assertThat(
            replica.certificates.accepts(
                new PreparedCertificate(
                    binding, replica.votes.prepared(binding, 1, 3).proposal(), prepares)))
        .isFalse();
    Signers roots = replica.votes.stable(new StateAt(0, 8, Digest.ZERO), 0, 1, 2).signers();
    assertThat(replica.certificates.accepts(new CheckpointCertificate(state, roots))).isFalse();
  }

  @Test
  void one_members_signature_under_anothers_name_spoils_a_certificate() {
    Signers doubled =
        new Signers(
            0b1011,
            IntStream.of(0, 1, 1)
                .mapToObj(i -> replica.votes.commit(i, binding).signature())
                .toList());
    assertThat(replica.certificates.accepts(new CommitCertificate(binding, doubled))).isFalse();
  }

  @Test
  void who_is_no_member_signs_no_certificate() {
    Signers stranger =
        new Signers(
            0b10011,
            IntStream.of(0, 1, 3)
                .mapToObj(i -> replica.votes.commit(i, binding).signature())
                .toList());
    assertThat(replica.certificates.accepts(new CommitCertificate(binding, stranger))).isFalse();
  }

  @Test
  void certificates_start_from_sequence_one() {
    assertThat(replica.certificates.accepts(replica.votes.committed(replica.at(0), 0, 1, 2)))
        .isFalse();
  }

  @Test
  void a_stable_checkpoint_from_a_peer_is_checked_like_any_certificate() {
    replica.accepts(2, new Data.StableCheckpoint(replica.votes.stable(state, 0, 2, 3)));
    replica.blames(
        2,
        new Data.StableCheckpoint(replica.votes.stable(state, 0, 2)),
        Objection.CERTIFICATE_SIZE);
    StateAt odd = new StateAt(0, 9, Digest.ZERO);
    replica.blames(
        2, new Data.StableCheckpoint(replica.votes.stable(odd, 0, 2, 3)), Objection.MALFORMED);
    replica.publish(8, 8);
    replica.drops(
        2, new Data.StableCheckpoint(replica.votes.stable(state, 0, 2, 3)), Objection.BELOW_WINDOW);
  }

  /** M95: an archive's word is worth its certificate. */
  @Test
  void an_archived_batch_needs_the_certificate_of_its_slot_and_body() {
    Batch batch = replica.batch;
    Bytes proof = CertificateCodec.encode(replica.votes.committed(binding, 0, 1, 3));
    Bytes weak = CertificateCodec.encode(replica.votes.committed(binding, 0, 1));
    Batch forged = Batch.of(0, 2_000, List.of(replica.bundle));
    assertThat(replica.certificates.verify(new CommittedBatch(0, 0, 5, batch, proof))).isPresent();
    Batch later = Batch.of(1, 1_000, List.of(replica.bundle));
    Bytes epochs =
        CertificateCodec.encode(
            replica.votes.committed(new Binding(0, 0, 5, later.digest()), 0, 1, 3));
    Stream.of(
            new CommittedBatch(0, 0, 5, later, epochs),
            new CommittedBatch(1, 0, 5, later, epochs),
            new CommittedBatch(0, 0, 6, batch, proof),
            new CommittedBatch(1, 0, 5, batch, proof),
            new CommittedBatch(0, 1, 5, batch, proof),
            new CommittedBatch(0, 0, 5, forged, proof),
            new CommittedBatch(0, 0, 5, batch, weak),
            new CommittedBatch(0, 0, 5, batch, Bytes.EMPTY))
        .forEach(claim -> assertThat(replica.certificates.verify(claim)).isEmpty());
  }

  @Test
  void only_my_own_votes_answer_what_i_once_signed() {
    Vote mine = replica.votes.prepare(1, new Binding(0, 8, 9_999, Digest.ZERO));
    CommitCertificate newest = replica.votes.committed(binding, 0, 1, 3);
    replica.accepts(2, new Data.VotesOfYours(7, List.of(mine), Optional.of(newest)));
    replica.blames(2, answer(replica.votes.prepare(3, binding)), Objection.NOT_THE_SENDERS);
    replica.blames(
        2,
        answer(new Commit(binding, 1, replica.votes.commit(3, binding).signature())),
        Objection.BAD_SIGNATURE);
    replica.blames(
        2,
        new Data.VotesOfYours(
            7, List.of(mine), Optional.of(replica.votes.committed(binding, 0, 2, 3))),
        Objection.NOT_THE_SENDERS);
    replica.blames(
        2,
        new Data.VotesOfYours(
            7, List.of(mine), Optional.of(replica.votes.committed(binding, 0, 1))),
        Objection.CERTIFICATE_SIZE);
  }

  @Test
  void more_votes_than_a_window_has_are_no_answer() {
    List<Vote> votes =
        IntStream.rangeClosed(1, 33)
            .<Vote>mapToObj(s -> replica.votes.commit(1, replica.at(s)))
            .toList();
    replica.accepts(2, new Data.VotesOfYours(7, votes.subList(0, 32), Optional.empty()));
    replica.blames(2, new Data.VotesOfYours(7, votes, Optional.empty()), Objection.MALFORMED);
  }

  @Test
  void i_never_voted_for_sequence_zero() {
    replica.blames(2, answer(replica.votes.commit(1, replica.at(0))), Objection.NOT_THE_SENDERS);
  }

  @Test
  void a_proposal_is_among_my_votes_only_where_i_am_primary() {
    Binding mine = new Binding(0, 1, 3, Digest.ZERO);
    PrePrepare proposal = replica.votes.prePrepare(mine);
    replica.accepts(2, answer(proposal));
    replica.blames(2, answer(replica.votes.prePrepare(binding)), Objection.NOT_THE_SENDERS);
    replica.blames(
        2, answer(new Prepare(mine, 1, proposal.signature())), Objection.NOT_THE_SENDERS);
  }

  @Test
  void a_status_that_cannot_be_is_refused() {
    replica.accepts(2, status(8, 9, 2, 2));
    replica.blames(2, status(8, 7, 2, 2), Objection.MALFORMED);
    replica.blames(2, status(9, 9, 2, 2), Objection.MALFORMED);
    replica.blames(2, status(8, 9, 3, 2), Objection.MALFORMED);
    replica.blames(2, status(8, 9, 2, 3), Objection.MALFORMED);
  }

  private static Status status(long low, long lastExecuted, int preparedBytes, int committedBytes) {
    return new Status(
        0,
        0,
        Status.Mode.NORMAL,
        Standing.VOTER,
        low,
        lastExecuted,
        0,
        new SlotSet(Bytes.owning(new byte[preparedBytes])),
        new SlotSet(Bytes.owning(new byte[committedBytes])),
        1);
  }

  private static Data.VotesOfYours answer(Vote vote) {
    return new Data.VotesOfYours(7, List.of(vote), Optional.empty());
  }
}
