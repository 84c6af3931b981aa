package io.dtvn.consensus.pbft.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Forward;
import io.dtvn.consensus.pbft.message.RequestMessage;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Bundle;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was verified once is not verified again, and nothing else passes for it. */
class MemoTest {

  private final Checked replica = new Checked();

  @Test
  void a_bundle_is_not_verified_again_inside_a_body() {
    replica.accepts(2, new RequestMessage(replica.bundle));
    assertThat(replica.verified).isEqualTo(1);
    replica.accepts(3, new Forward(replica.bundle));
    replica.accepts(2, new Data.Body(replica.batch, Optional.empty()));
    replica.verifier.verify(replica.bundle);
    assertThat(replica.verified).isEqualTo(1);
    replica.accepts(0, replica.votes.prePrepare(replica.at(1), replica.batch));
    assertThat(replica.verified).as("the proposal's own").isEqualTo(2);
  }

  @Test
  void a_vote_is_not_verified_again_inside_a_certificate() {
    Binding binding = replica.at(1);
    replica.accepts(2, replica.votes.commit(2, binding));
    replica.accepts(2, replica.votes.commit(2, binding));
    assertThat(replica.verified).isEqualTo(1);
    replica.accepts(
        3, new Data.Body(replica.batch, Optional.of(replica.votes.committed(binding, 0, 2, 3))));
    assertThat(replica.verified).isEqualTo(3);
  }

  /** M59: a memo over the message alone would take any signature the second time. */
  @Test
  void a_bad_signature_is_not_carried_by_a_good_one_seen_before() {
    Commit good = replica.votes.commit(2, replica.at(1));
    Signature bad = new Signature(good.signature().r(), Digest.ZERO);
    replica.accepts(2, good);
    replica.blames(2, new Commit(good.binding(), 2, bad), Objection.BAD_SIGNATURE);
    replica.accepts(2, new RequestMessage(replica.bundle));
    replica.blames(2, new RequestMessage(withLastByteFlipped()), Objection.BAD_SIGNATURE);
  }

  @Test
  void a_signature_of_one_member_is_not_anothers_though_the_message_is_the_same() {
    SignatureChecks checks =
        new SignatureChecks(replica.network.genesis(), (_, _, _) -> replica.verified++ == 0);
    Bytes input = replica.at(1).prePrepareInput(replica.network.hash());
    Signature signature = replica.votes.sign(0, input);
    assertThat(checks.isSignedBy(0, input, signature)).isTrue();
    assertThat(checks.isSignedBy(1, input, signature)).isFalse();
  }

  @Test
  void a_refusal_is_not_remembered() {
    Commit bad = new Commit(replica.at(1), 2, new Signature(Digest.ZERO, Digest.ZERO));
    replica.blames(2, bad, Objection.BAD_SIGNATURE);
    replica.blames(2, bad, Objection.BAD_SIGNATURE);
    assertThat(replica.verified).isEqualTo(2);
    replica.accepts(2, replica.votes.commit(2, replica.at(1)));
  }

  @Test
  void the_memo_is_bounded_and_forgets_what_was_used_longest_ago() {
    Memo memo = new Memo(3);
    for (int i = 1; i <= 3; i++) {
      memo.add(check(i));
    }
    assertThat(memo.contains(check(1))).isTrue();
    memo.add(check(4));
    assertThat(memo.size()).isEqualTo(3);
    assertThat(memo.contains(check(2))).as("used longest ago").isFalse();
    assertThat(memo.contains(check(1))).as("used since").isTrue();
    assertThat(memo.contains(check(4))).isTrue();
  }

  private static Digest check(int number) {
    return new Digest(0, 0, 0, number);
  }

  private Bundle withLastByteFlipped() {
    byte[] bytes = replica.bundle.encoded().toBytes();
    bytes[bytes.length - 1] ^= 1;
    return Bundle.decode(Bytes.owning(bytes));
  }
}
