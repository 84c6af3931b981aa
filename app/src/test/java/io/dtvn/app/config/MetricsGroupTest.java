package io.dtvn.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where metrics are served when nobody says it. */
class MetricsGroupTest {

  @ParameterizedTest
  @CsvSource({"0, 4001, 9090", "0, 4004, 9093", "0, 4000, 9089", "0, 0, 0", "7000, 4001, 7000"})
  void the_port_follows_the_one_for_peers(int configured, int listenPort, int expected) {
    assertThat(new MetricsGroup(true, "127.0.0.1", configured).portBeside(listenPort))
        .isEqualTo(expected);
  }

  @Test
  void a_port_that_is_none_is_refused_with_the_key() {
    assertThatThrownBy(() -> MetricsGroup.DEFAULT.portBeside(61_000))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("metrics.port")
        .hasMessageContaining("61000");
    assertThatThrownBy(() -> new MetricsGroup(true, "127.0.0.1", 65_536))
        .hasMessageContaining("metrics.port: want 0 to 65535, found 65536");
  }
}
