package io.dtvn.consensus.pbft.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.StateAt;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.out.PeerNetwork;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Votes and checkpoints before the replica sees them, check by check in their order. */
class VoteChecksTest {

  private final Checked replica = new Checked();

  @Test
  void a_message_in_a_lane_that_is_not_its_own_is_refused_before_its_signature() {
    Bytes vote = replica.votes.prepare(2, replica.at(1)).encoded();
    assertThat(replica.verifier.verify(2, PeerNetwork.Lane.REQUESTS, vote))
        .isEqualTo(Objection.WRONG_LANE.verdict());
    assertThat(replica.verified).isZero();
  }

  @Test
  void votes_of_members_in_the_window_pass() {
    replica.accepts(0, replica.votes.prePrepare(replica.at(1), replica.batch));
    replica.accepts(0, replica.votes.prePrepare(replica.at(16)));
    replica.accepts(2, replica.votes.prepare(2, replica.at(1)));
    replica.accepts(3, replica.votes.commit(3, replica.at(16)));
    replica.accepts(0, replica.votes.commit(0, replica.at(16)));
    replica.accepts(3, replica.votes.checkpoint(3, state(8)));
  }

  @Test
  void a_frame_over_the_limit_is_refused() {
    Bytes frame = Bytes.owning(new byte[PeerNetwork.FRAME_BYTES_MAX + 1]);
    assertThat(replica.verifier.verify(0, PeerNetwork.Lane.VOTES, frame))
        .isEqualTo(Objection.TOO_LARGE.verdict());
  }

  @Test
  void bytes_that_are_no_message_are_refused() {
    assertThat(replica.verifier.verify(0, PeerNetwork.Lane.VOTES, Bytes.EMPTY))
        .isEqualTo(Objection.MALFORMED.verdict());
  }

  @Test
  void who_is_no_other_member_has_no_say() {
    for (int stranger : new int[] {-1, 4, 255, Checked.SELF}) {
      replica.blames(stranger, replica.votes.prepare(2, replica.at(1)), Objection.NOT_A_MEMBER);
    }
  }

  @Test
  void a_vote_in_anothers_name_is_refused_though_its_signature_is_valid() {
    replica.blames(3, replica.votes.prepare(2, replica.at(1)), Objection.NOT_THE_SENDERS);
    replica.blames(3, replica.votes.commit(2, replica.at(1)), Objection.NOT_THE_SENDERS);
    replica.blames(3, replica.votes.prePrepare(replica.at(1)), Objection.NOT_THE_SENDERS);
    replica.blames(3, replica.votes.checkpoint(2, state(8)), Objection.NOT_THE_SENDERS);
    assertThat(replica.verified).isZero();
  }

  @Test
  void a_vote_in_ones_own_name_with_anothers_signature_is_refused() {
    Binding binding = replica.at(1);
    replica.blames(
        3,
        new Prepare(binding, 3, replica.votes.prepare(2, binding).signature()),
        Objection.BAD_SIGNATURE);
    replica.blames(
        3,
        new Commit(binding, 3, replica.votes.commit(2, binding).signature()),
        Objection.BAD_SIGNATURE);
    replica.blames(
        0,
        new PrePrepare(binding, replica.votes.prepare(0, binding).signature(), Optional.empty()),
        Objection.BAD_SIGNATURE);
    replica.blames(
        3,
        new Checkpoint(state(8), 3, replica.votes.checkpoint(2, state(8)).signature()),
        Objection.BAD_SIGNATURE);
  }

  @Test
  void a_signature_of_one_slot_view_or_batch_does_not_serve_another() {
    Binding signed = replica.at(1);
    Commit vote = replica.votes.commit(3, signed);
    replica.accepts(3, vote);
    replica.blames(3, new Commit(replica.at(2), 3, vote.signature()), Objection.BAD_SIGNATURE);
    replica.blames(
        3,
        new Commit(new Binding(0, 0, 1, Digest.ZERO), 3, vote.signature()),
        Objection.BAD_SIGNATURE);
  }

  @Test
  void the_primary_prepares_by_its_proposal_alone() {
    replica.blames(0, replica.votes.prepare(0, replica.at(1)), Objection.NOT_THE_SENDERS);
  }

  @Test
  void sequence_numbers_start_from_one() {
    replica.blames(2, replica.votes.prepare(2, replica.at(0)), Objection.MALFORMED);
  }

  @Test
  void checkpoints_stand_at_multiples_of_the_interval() {
    replica.blames(3, replica.votes.checkpoint(3, state(9)), Objection.MALFORMED);
    replica.blames(3, replica.votes.checkpoint(3, state(0)), Objection.MALFORMED);
  }

  @Test
  void votes_of_another_epoch_or_view_are_dropped_unverified() {
    Digest d = replica.batch.digest();
    replica.drops(2, replica.votes.prepare(2, new Binding(1, 0, 1, d)), Objection.OTHER_EPOCH);
    replica.drops(2, replica.votes.commit(2, new Binding(0, 1, 1, d)), Objection.OTHER_VIEW);
    replica.drops(3, replica.votes.checkpoint(3, new StateAt(1, 8, d)), Objection.OTHER_EPOCH);
  }

  @Test
  void votes_outside_the_window_are_dropped_unverified() {
    replica.drops(2, replica.votes.prepare(2, replica.at(17)), Objection.BEYOND_WINDOW);
    replica.publish(8, 8);
    replica.accepts(2, replica.votes.prepare(2, replica.at(17)));
    replica.drops(2, replica.votes.prepare(2, replica.at(8)), Objection.BELOW_WINDOW);
    replica.drops(2, replica.votes.commit(2, replica.at(25)), Objection.BEYOND_WINDOW);
    replica.drops(3, replica.votes.checkpoint(3, state(8)), Objection.BELOW_WINDOW);
  }

  @Test
  void checkpoints_above_the_window_pass_for_they_tell_who_is_late() {
    replica.accepts(3, replica.votes.checkpoint(3, state(80_000)));
  }

  /** M62: such votes are neither verified nor kept. */
  @Test
  void votes_for_completed_slots_are_dropped_unverified() {
    replica.publish(0, 3);
    replica.drops(2, replica.votes.prepare(2, replica.at(3)), Objection.COMPLETED);
    replica.drops(2, replica.votes.commit(2, replica.at(1)), Objection.COMPLETED);
    replica.drops(0, replica.votes.prePrepare(replica.at(3)), Objection.COMPLETED);
    replica.accepts(2, replica.votes.commit(2, replica.at(4)));
  }

  private static StateAt state(long sequence) {
    return new StateAt(0, sequence, new Digest(1, 2, 3, sequence));
  }
}
