package io.dtvn.domain.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The table of faults and quorums for every n of version 1, and why its numbers are safe. */
final class QuorumTest {

  private static final int[] FAULTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4};
  private static final int[] QUORUMS = {1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8, 9};

  @Test
  void faults_and_quorums_are_those_of_the_table() {
    for (int n = 1; n <= Quorum.MAX_VALIDATORS; n++) {
      Quorum quorum = new Quorum(n);
      assertThat(quorum.faults()).as("f of %d", n).isEqualTo(FAULTS[n - 1]);
      assertThat(quorum.quorum()).as("q of %d", n).isEqualTo(QUORUMS[n - 1]);
      assertThat(quorum.weakQuorum()).as("f+1 of %d", n).isEqualTo(FAULTS[n - 1] + 1);
    }
  }

  @Test
  void two_quorums_share_a_correct_validator_and_one_quorum_of_correct_ones_exists() {
    for (int n = 1; n <= Quorum.MAX_VALIDATORS; n++) {
      Quorum quorum = new Quorum(n);
      assertThat(2 * quorum.quorum() - n).isGreaterThanOrEqualTo(quorum.weakQuorum());
      assertThat(n - quorum.faults()).isGreaterThanOrEqualTo(quorum.quorum());
    }
  }

  @Test
  void two_f_plus_one_would_not_do_for_six() {
    Quorum six = new Quorum(6);
    assertThat(six.quorum()).isGreaterThan(2 * six.faults() + 1);
  }

  @Test
  void fewer_than_one_and_more_than_thirteen_are_refused() {
    assertThatThrownBy(() -> new Quorum(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Quorum(14)).isInstanceOf(IllegalArgumentException.class);
  }
}
