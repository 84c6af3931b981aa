package io.dtvn.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which operations count. */
class TallyTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Tally tally = new Tally();

  @Test
  void warm_up_is_left_out() {
    tally.answered(Door.DONE, System.nanoTime());
    tally.answered("HTTP 503", System.nanoTime());
    tally.begin();
    tally.end();

    assertThat(tally.nanos().getTotalCount()).isZero();
    assertThat(tally.errors()).isEmpty();
    assertThat(tally.openAtEnd()).isZero();
  }

  @Test
  void what_is_answered_in_the_measured_time_counts_from_when_it_was_due() {
    tally.begin();
    tally.answered(Door.DONE, System.nanoTime() - SECOND);
    tally.answered("HTTP 503", System.nanoTime());
    tally.end();

    assertThat(tally.nanos().getTotalCount()).isEqualTo(1);
    assertThat(tally.nanos().getMaxValue()).isGreaterThanOrEqualTo(SECOND * 999 / 1000);
    assertThat(tally.errors()).isEqualTo(Map.of("HTTP 503", 1L));
  }

  @Test
  void what_has_no_answer_at_the_end_is_told_with_how_long_it_waited() {
    tally.begin();
    long due = System.nanoTime() - 3 * SECOND;
    tally.end();
    tally.answered(Door.DONE, due);
    tally.answered("HTTP 504", due + SECOND);

    assertThat(tally.nanos().getTotalCount()).isZero();
    assertThat(tally.errors()).isEmpty();
    assertThat(tally.openAtEnd()).isEqualTo(2);
    assertThat(tally.longestOpenNanos()).isGreaterThanOrEqualTo(3 * SECOND);
  }

  @Test
  void what_was_begun_after_the_end_is_nothing() {
    tally.begin();
    tally.end();
    tally.answered(Door.DONE, System.nanoTime());

    assertThat(tally.openAtEnd()).isZero();
  }
}
