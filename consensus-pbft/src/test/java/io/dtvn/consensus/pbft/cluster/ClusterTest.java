package io.dtvn.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A few seeds of what {@link ClusterSoak} runs by thousands: loss, duplication, reordering,
 * partitions, crashes between any two effects, power losses, wiped disks, liars.
 */
class ClusterTest {

  private static final int SEEDS = 15;

  @ParameterizedTest(name = "n = {0}")
  @ValueSource(ints = {1, 4, 5, 7})
  void what_was_asked_for_is_executed_once_and_alike_everywhere(int validators) {
    List<ClusterReport> reports = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      reports.add(new Cluster(ClusterPlan.draw(validators, seed)).run());
    }
    assertThat(reports).anyMatch(report -> report.restarts() > 0);
    assertThat(reports).allMatch(report -> report.batches() > 0 || report.plan().lyingPrimary());
    if (validators > 1) {
      Set<Mark> marks = EnumSet.noneOf(Mark.class);
      reports.forEach(report -> marks.addAll(report.marks()));
      assertThat(marks)
          .contains(
              Mark.CATCH_UP,
              Mark.EVIDENCE,
              Mark.RESULTS_RESENT,
              Mark.LEARNER,
              Mark.STABLE_CHECKPOINT,
              Mark.PROPOSAL_HELD,
              Mark.REPEATED);
      assertThat(reports).anyMatch(report -> report.lost() > 0);
      assertThat(reports).anyMatch(report -> report.plan().liars() > 0);
      assertThat(reports).anyMatch(report -> report.plan().lyingPrimary());
      assertThat(reports).anyMatch(report -> report.plan().crashes().wiped() > 0);
    }
  }

  @ParameterizedTest(name = "n = {0}")
  @ValueSource(ints = {2, 3, 6, 8, 10, 13})
  void every_size_of_a_set_agrees(int validators) {
    new Cluster(ClusterPlan.draw(validators, 1)).run();
  }

  @Test
  void a_seed_decides_everything() {
    for (long seed = 1; seed <= 4; seed++) {
      ClusterPlan plan = ClusterPlan.draw(4, seed);
      assertThat(new Cluster(plan).run()).isEqualTo(new Cluster(plan).run());
    }
    assertThat(new Cluster(ClusterPlan.draw(4, 1)).run().digest())
        .isNotEqualTo(new Cluster(ClusterPlan.draw(4, 2)).run().digest());
  }
}
