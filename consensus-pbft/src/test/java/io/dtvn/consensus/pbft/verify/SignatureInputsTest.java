package io.dtvn.consensus.pbft.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.cluster.Network;
import io.dtvn.consensus.pbft.cluster.Votes;
import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.domain.membership.ProtocolParameters;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A signature stands for one type, network, group and epoch. */
class SignatureInputsTest {

  private final Checked replica = new Checked();
  private final Binding binding = replica.at(1);

  /** M33: with a shared type one PREPARE would be a COMMIT as well. */
  @Test
  void a_prepare_does_not_verify_as_a_commit() {
    Prepare prepare = replica.votes.prepare(3, binding);
    replica.accepts(3, prepare);
    replica.blames(3, new Commit(binding, 3, prepare.signature()), Objection.BAD_SIGNATURE);
  }

  /** M32: else the votes of a forgotten epoch count in the next. */
  @Test
  void the_epoch_is_signed() {
    Binding other = new Binding(1, 0, 1, binding.digest());
    assertThat(other.commitInput(Digest.ZERO, 3)).isNotEqualTo(binding.commitInput(Digest.ZERO, 3));
    replica.blames(
        3,
        new Commit(binding, 3, replica.votes.commit(3, other).signature()),
        Objection.BAD_SIGNATURE);
  }

  /** M58: several groups over one set of members must not read one another's votes. */
  @Test
  void network_and_group_are_signed() {
    Bytes expected =
        new CanonicalWriter()
            .raw(Utf8.encode("TVN1"), 0, 4)
            .u8(4)
            .digest(replica.network.hash())
            .u16(0)
            .u64(0)
            .u64(0)
            .u64(1)
            .digest(binding.digest())
            .u8(3)
            .bytes();
    assertThat(binding.commitInput(replica.network.hash(), 3)).isEqualTo(expected);
    Votes elsewhere = new Votes(Network.of(4, ProtocolParameters.withInterval(16)));
    replica.blames(3, elsewhere.commit(3, binding), Objection.BAD_SIGNATURE);
  }

  @Test
  void no_two_statements_share_their_bytes() {
    Set<Bytes> inputs = new HashSet<>();
    int statements = 0;
    for (Binding b : List.of(binding, replica.at(2), new Binding(0, 4, 1, binding.digest()))) {
      assertThat(inputs.add(b.prePrepareInput(Digest.ZERO))).isTrue();
      for (int member = 0; member < 4; member++) {
        assertThat(inputs.add(b.prepareInput(Digest.ZERO, member))).isTrue();
        assertThat(inputs.add(b.commitInput(Digest.ZERO, member))).isTrue();
      }
      statements += 9;
    }
    assertThat(inputs).hasSize(statements);
  }
}
