package io.dtvn.application.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BundleNumbersTest {

  @Test
  void they_begin_behind_the_highest_executed() {
    assertThat(new BundleNumbers(0).take()).isEqualTo(1);
    assertThat(new BundleNumbers(7).take()).isEqualTo(8);
  }

  @Test
  void the_64th_open_number_is_the_last() {
    BundleNumbers numbers = new BundleNumbers(0);
    IntStream.range(0, 64).forEach(_ -> numbers.take());
    assertThat(numbers.isRoom()).isFalse();

    numbers.close(2);
    assertThat(numbers.isRoom()).as("1 is still open").isFalse();
    numbers.close(1);
    assertThat(numbers.isRoom()).isTrue();
    assertThat(numbers.take()).isEqualTo(65);
    assertThat(numbers.take()).isEqualTo(66);
    assertThat(numbers.isRoom()).isFalse();
  }

  @Test
  void what_was_surely_not_ordered_is_given_again_lowest_first() {
    BundleNumbers numbers = new BundleNumbers(0);
    IntStream.range(0, 3).forEach(_ -> numbers.take());

    numbers.giveBack(3);
    numbers.giveBack(2);

    assertThat(numbers.take()).isEqualTo(2);
    assertThat(numbers.take()).isEqualTo(3);
    assertThat(numbers.take()).isEqualTo(4);
  }

  @Test
  void what_the_ledger_would_call_old_is_not_given_again() {
    BundleNumbers numbers = new BundleNumbers(0);
    numbers.take();
    numbers.giveBack(1);

    numbers.skipTo(40);

    assertThat(numbers.take()).isEqualTo(41);
  }
}
