package io.dtvn.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static final Duration SHORT = Duration.ofSeconds(2);

  private final BackOff backOff = new BackOff();

  @Test
  void each_pause_is_twice_the_one_before_up_to_half_a_minute() {
    assertThat(seconds(SHORT)).isEqualTo(1);
    assertThat(seconds(SHORT)).isEqualTo(2);
    assertThat(seconds(SHORT)).isEqualTo(4);
    assertThat(seconds(SHORT)).isEqualTo(8);
    assertThat(seconds(SHORT)).isEqualTo(16);
    assertThat(seconds(SHORT)).isEqualTo(30);
    assertThat(seconds(SHORT)).isEqualTo(30);
  }

  @Test
  void a_long_life_is_forgiven() {
    seconds(SHORT);
    seconds(SHORT);

    assertThat(seconds(Duration.ofMinutes(1))).isEqualTo(1);
    assertThat(seconds(SHORT)).isEqualTo(2);
  }

  private long seconds(Duration life) {
    return backOff.after(life).toSeconds();
  }
}
