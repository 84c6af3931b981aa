package io.dtvn.consensus.pbft.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** An observer that cannot fail would be worth nothing: each planted mistake must be found. */
class PlantedDefectsTest {

  private static final int SEEDS_MAX = 40;

  @Test
  void a_message_that_leaves_before_its_record_is_durable_is_found() {
    assertThat(firstViolation(4, Defect.SENDS_BEFORE_SYNC)).contains("durability");
  }

  @Test
  void a_disk_that_loses_synced_records_is_found_where_nobody_can_warn() {
    assertThat(firstViolation(1, Defect.LOSES_SYNCED_RECORDS)).contains("equivocation");
  }

  /** The question at the start takes the right to vote; without a primary nothing goes on. */
  @Test
  void a_primary_whose_disk_loses_synced_records_votes_no_more() {
    assertThat(firstViolation(4, Defect.LOSES_SYNCED_RECORDS)).contains("liveness");
  }

  @Test
  void a_verifier_that_passes_every_signature_is_found_by_one_liar() {
    assertThat(firstViolation(4, Defect.SIGNATURES_UNCHECKED))
        .containsAnyOf("agreement", "certificate");
  }

  @Test
  void a_ledger_that_executes_otherwise_is_found() {
    assertThat(firstViolation(4, Defect.EXECUTES_OTHERWISE)).containsAnyOf("agreement", "state");
  }

  private static String firstViolation(int validators, Defect defect) {
    return LongStream.rangeClosed(1, SEEDS_MAX)
        .mapToObj(seed -> violation(ClusterPlan.draw(validators, seed).with(defect)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("nothing found in " + SEEDS_MAX + " seeds");
  }

  private static Optional<String> violation(ClusterPlan plan) {
    try {
      new Cluster(plan).run();
      return Optional.empty();
    } catch (Violation e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
