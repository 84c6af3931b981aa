package io.dtvn.consensus.pbft;

import static io.dtvn.consensus.pbft.Line.status;
import static io.dtvn.consensus.pbft.Scenario.replica;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Effect.CatchUp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose archive a late replica names, and when; K = 8, T_lag = 500 ms. */
class LagTest {

  private static final int LAG = 500;

  private final Scenario scene = replica(1, 4);
  private long executed;

  @Test
  void whoever_brings_one_batch_after_the_other_is_not_read_for_ever() {
    others(500, 500, 500);
    List<Integer> named = named(40, true);

    assertThat(named).as("every ten T_lag, each in its turn").containsExactly(2, 3, 0, 2);
  }

  @Test
  void one_that_says_of_itself_that_it_is_far_ahead_disturbs_nothing() {
    others(0, 1_000_000, 0);
    scene.later(LAG).expires("lag");
    assertThat(named(40, true)).as("while something moves").isEmpty();
  }

  @Test
  void two_that_say_so_are_believed() {
    others(0, 1_000_000, 1_000_000);
    scene.later(LAG).expires("lag");
    assertThat(named(10, true)).hasSize(1);
  }

  @Test
  void less_than_a_checkpoint_behind_is_not_far() {
    for (int i = 0; i < 40; i++) {
      others(executed + 9, executed + 9, executed + 9);
      assertThat(named(1, true)).isEmpty();
    }
  }

  @Test
  void while_nothing_comes_at_all_each_is_given_more_time_than_the_one_before() {
    others(500, 500, 500);
    List<Integer> checks = new ArrayList<>();
    for (int check = 1; check <= 256; check++) {
      if (!named(1, false).isEmpty()) {
        checks.add(check);
      }
    }
    assertThat(checks).containsExactly(1, 2, 4, 8, 16, 32, 64, 128, 192, 256);
  }

  @Test
  void whoever_has_caught_up_is_as_impatient_as_before() {
    others(500, 500, 500);
    named(40, false);
    others(0, 0, 0);
    named(1, false);

    others(500, 500, 500);
    assertThat(named(3, false)).hasSize(2);
  }

  @Test
  void one_that_was_silent_first_is_not_read_longer_for_it() {
    others(500, 500, 500);
    assertThat(named(2, false)).as("at once, and after T_lag").hasSize(2);
    assertThat(named(9, true)).isEmpty();
    assertThat(named(1, true)).hasSize(1);
  }

  @Test
  void a_full_executor_waits_for_nobody() {
    others(5, 5, 5);
    scene.fetched(batch(1));
    List<CatchUp> named = new ArrayList<>();
    for (int check = 0; check < 40; check++) {
      named.addAll(scene.later(LAG).expires("lag").only(CatchUp.class));
    }
    assertThat(named).isEmpty();
  }

  @Test
  void who_keeps_the_executor_busy_whenever_it_is_looked_at_is_not_read_for_ever() {
    others(500, 500, 500);
    List<CatchUp> named = new ArrayList<>();
    for (int check = 0; check < 20; check++) {
      scene.later(LAG).fetched(batch(++executed)).expires("lag");
      named.addAll(scene.only(CatchUp.class));
      scene.executed(executed);
    }
    assertThat(named).as("from the first that is not executed").contains(new CatchUp(10, 2));
    assertThat(named).hasSize(2);
  }

  /** Members 0, 2 and 3 say how far they are. */
  private void others(long zero, long two, long three) {
    scene.hears(0, status(0, zero)).hears(2, status(0, two)).hears(3, status(0, three));
  }

  /** Whom the replica names while its timer runs out {@code checks} times. */
  private List<Integer> named(int checks, boolean oneBatchEach) {
    List<Integer> named = new ArrayList<>();
    for (int check = 0; check < checks; check++) {
      scene.later(LAG - 1);
      if (oneBatchEach) {
        executed++;
        scene.fetched(batch(executed)).executed(executed);
      }
      scene.later(1).expires("lag");
      scene.only(CatchUp.class).forEach(catchUp -> named.add(catchUp.peer()));
    }
    return named;
  }

  private CommittedBatch batch(long s) {
    String content = "admit T" + s;
    return new CommittedBatch(
        0,
        0,
        s,
        scene.batch(s, content, 0),
        CertificateCodec.encode(Line.committed(scene, s, content, 0, 2, 3)));
  }
}
