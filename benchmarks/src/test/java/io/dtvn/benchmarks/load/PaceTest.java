package io.dtvn.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** An open loop, and how what it used up is read. */
class PaceTest {

  private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Stands still at its first call. */
  private static final class Stalling implements Door {

    private final List<String> calls = new ArrayList<>();

    @Override
    public String issue(String ticket) {
      calls.add("issue " + ticket);
      long until = System.nanoTime() + (calls.size() == 1 ? STALL_NANOS : 0);
      while (System.nanoTime() < until) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
      return DONE;
    }

    @Override
    public String admit(String ticket) {
      calls.add("admit " + ticket);
      return DONE;
    }

    @Override
    public void close() {}
  }

  @Test
  void a_stall_is_charged_to_every_operation_that_was_due_meanwhile() {
    Stalling door = new Stalling();
    Tally tally = new Tally();
    tally.begin();

    new Pace(1000, "t").run(door, tally, () -> door.calls.size() < 90);

    // due within the first half of the stall, so late by at least the second half
    long late = tally.nanos().getCountBetweenValues(STALL_NANOS / 2, Long.MAX_VALUE);
    assertThat(late).isGreaterThanOrEqualTo(40);
  }

  @Test
  void what_was_issued_two_seconds_ago_is_admitted() {
    Stalling door = new Stalling();

    new Pace(4, "t").run(door, new Tally(), () -> door.calls.size() < 14);

    assertThat(door.calls).contains("issue t0", "issue t6", "admit t0", "admit t1");
    assertThat(door.calls.indexOf("admit t0")).isGreaterThan(door.calls.indexOf("issue t5"));
  }

  @Test
  void a_metric_is_summed_over_its_labels_and_unknown_where_it_is_not() {
    String page = "# HELP a x\na 1\nb{l=\"1 2\"} 2.0\nb{l=\"3\"} 3\nbc 9\n";

    assertThat(Meter.sum(page, "a")).isEqualTo(OptionalLong.of(1));
    assertThat(Meter.sum(page, "b")).isEqualTo(OptionalLong.of(5));
    assertThat(Meter.sum(page, "d")).isEmpty();
  }

  @Test
  void what_was_due_and_never_begun_is_not_forgotten() {
    Stalling door = new Stalling();
    Tally tally = new Tally();
    tally.begin();
    Pace pace = new Pace(1000, "t");
    BooleanSupplier untilFirst = () -> door.calls.isEmpty();

    pace.run(door, tally, untilFirst); // one call, 100 ms long
    tally.end();
    pace.tellLeftOut(tally);

    assertThat(tally.nanos().getTotalCount()).isEqualTo(1);
    assertThat(tally.openAtEnd()).isGreaterThanOrEqualTo(90);
    assertThat(tally.longestOpenNanos()).isGreaterThan(STALL_NANOS / 2);
  }
}
