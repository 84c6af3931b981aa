package io.dtvn.application.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.host.Penalties.Sentence;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whoever wastes checking time is shut out for fifty times as long, and then heard again. */
final class PenaltiesTest {

  private static final long MILLI = 1_000_000;
  private static final long MINUTE = 60_000 * MILLI;

  private final Penalties penalties = new Penalties(2);

  @Test
  void a_few_faults_are_forgiven() {
    for (int i = 0; i < 200; i++) {
      assertThat(penalties.charge(0, 0, 0)).isEmpty();
    }
    assertThat(penalties.isShutOut(0, 0)).isFalse();
    assertThat(penalties.charge(0, 12 * MILLI, 0)).contains(sentence(2600, 1));
    assertThat(penalties.isShutOut(0, 0)).isTrue();
    assertThat(penalties.isShutOut(1, 0)).isFalse();
  }

  @Test
  void time_pays_a_debt_off() {
    assertThat(penalties.charge(0, 50 * MILLI, 0)).isEmpty();
    assertThat(penalties.charge(0, 49 * MILLI, 2_500 * MILLI)).isEmpty();
  }

  @Test
  void whoever_was_shut_out_comes_back_without_a_debt() {
    assertThat(penalties.charge(0, 60 * MILLI, 0)).contains(sentence(3000, 1));
    assertThat(penalties.charge(0, 60 * MILLI, 1)).as("still out").isEmpty();
    assertThat(penalties.isShutOut(0, 3_000 * MILLI - 1)).isTrue();
    assertThat(penalties.isShutOut(0, 3_000 * MILLI)).isFalse();
    assertThat(penalties.charge(0, 50 * MILLI, 3_000 * MILLI)).isEmpty();
  }

  @Test
  void whoever_comes_back_the_same_waits_twice_as_long_and_never_for_good() {
    long now = 0;
    long expected = 3000;
    for (int times = 1; times <= 40; times++) {
      Duration howLong = penalties.charge(0, 60 * MILLI, now).map(Sentence::howLong).orElseThrow();
      assertThat(howLong).isEqualTo(Duration.ofMillis(expected));
      now += howLong.toNanos();
      assertThat(penalties.isShutOut(0, now)).isFalse();
      expected = Math.min(2 * expected, 60_000);
    }
    now += 10 * MINUTE;
    assertThat(penalties.charge(0, 60 * MILLI, now)).contains(sentence(3000, 41));
  }

  @Test
  void whoever_goes_on_gets_a_fiftieth_of_the_time_at_most() {
    long spent = 0;
    for (long now = 0; now < 10_000 * MILLI; now += MILLI) {
      if (!penalties.isShutOut(0, now)) {
        penalties.charge(0, MILLI, now);
        spent += MILLI;
      }
    }
    assertThat(spent).isBetween(100 * MILLI, 200 * MILLI);
  }

  private static Sentence sentence(long millis, long times) {
    return new Sentence(Duration.ofMillis(millis), times);
  }
}
