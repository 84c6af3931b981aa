package io.dtvn.application.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whoever wastes checking time is not heard for fifty times as long, and then again. */
final class PenaltiesTest {

  private static final long MILLI = 1_000_000;

  private final Penalties penalties = new Penalties(2);

  @Test
  void a_few_faults_are_forgiven() {
    for (int i = 0; i < 200; i++) {
      penalties.charge(0, 0, 0);
    }
    assertThat(penalties.isPaused(0, 0)).isFalse();
    penalties.charge(0, 11 * MILLI, 0);
    assertThat(penalties.isPaused(0, 0)).isTrue();
    assertThat(penalties.isPaused(1, 0)).isFalse();
  }

  @Test
  void time_pays_a_debt_off() {
    penalties.charge(0, 60 * MILLI, 0);
    assertThat(penalties.isPaused(0, 499 * MILLI)).isTrue();
    assertThat(penalties.isPaused(0, 500 * MILLI)).isFalse();
    penalties.charge(0, 41 * MILLI, 3_000 * MILLI); // what was left is paid by now
    assertThat(penalties.isPaused(0, 3_000 * MILLI)).isFalse();
  }

  @Test
  void whoever_goes_on_gets_a_fiftieth_of_the_time() {
    long spent = 0;
    for (long now = 0; now < 10_000 * MILLI; now += MILLI) {
      if (!penalties.isPaused(0, now)) {
        penalties.charge(0, MILLI, now);
        spent += MILLI;
      }
    }
    assertThat(spent).isBetween(200 * MILLI, 260 * MILLI);
  }
}
