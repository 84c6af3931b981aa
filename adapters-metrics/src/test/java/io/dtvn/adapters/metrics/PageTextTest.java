package io.dtvn.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser that judges the page forgives nothing. */
class PageTextTest {

  private static final String A = "# HELP a_total Of a.\n# TYPE a_total counter\n";
  private static final String H = "# HELP h Of h.\n# TYPE h histogram\n";

  @Test
  void a_page_is_read() {
    Family family = PageText.family(A + "a_total{x=\"1\\\"2\",y=\"\"} 7.0\n", "a_total");
    assertThat(family.help()).isEqualTo("Of a.");
    assertThat(family.value("a_total", "x", "1\\\"2", "y", "")).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a_total 1\n",
        "# TYPE a_total counter\na_total 1\n",
        A,
        A + "a_total 1",
        A + "a_total 1\n\n",
        A + "a_total -1\n",
        A + "a_total one\n",
        A + "a_total 1\na_total 2\n",
        A + "b_total 1\n",
        A + "a_total{x=\"1\" 1\n",
        A + "a_total{x=\"1\",x=\"2\"} 1\n",
        A + "a_total{x=\"\\t\"} 1\n",
        A + "a_total 1\n" + A + "a_total{x=\"1\"} 1\n",
        "# HELP a_total \n# TYPE a_total counter\na_total 1\n",
        "# HELP a Of a.\n# TYPE a counter\na 1\n",
        "# HELP a Of a.\n# TYPE a untyped\na 1\n",
        H + "h_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n",
        H + "h_bucket{le=\"2\"} 1\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 1\nh_count 1\n",
        H + "h_bucket{le=\"1\"} 1\nh_sum 1\nh_count 1\n",
        H + "h_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 2\n",
      })
  void anything_else_is_not(String page) {
    assertThatThrownBy(() -> PageText.parse(page)).isInstanceOf(AssertionError.class);
  }
}
