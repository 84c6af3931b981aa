package io.dtvn.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0,PT0S",
    "0s,PT0S",
    "5s,PT5S",
    "900ms,PT0.9S",
    "1m30s,PT1M30S",
    "1.5h,PT1H30M",
    "1h2m3s4ms,PT1H2M3.004S",
    "10us,PT0.00001S",
    "10µs,PT0.00001S",
    "7ns,PT0.000000007S"
  })
  void reads_what_go_writes(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "5 s", "5x", "-5s", "5s ", "1h-2m", "9999999999999999h"})
  void refuses_everything_else(String text) {
    assertThatThrownBy(() -> GoDuration.parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("1m30s");
  }

  @Test
  void loses_nothing_below_a_millisecond() {
    assertThat(GoDuration.format(GoDuration.parse("500us"))).isEqualTo("500000ns");
    assertThat(GoDuration.format(GoDuration.parse("1s1us"))).isEqualTo("1000001000ns");
  }

  @Test
  void writes_what_it_reads() {
    for (String text : new String[] {"0s", "5s", "900ms", "1m30s", "2h", "1h1m1s", "500ns"}) {
      assertThat(GoDuration.format(GoDuration.parse(text))).isEqualTo(text);
    }
  }
}
