package io.dtvn.application.execution;

import static io.dtvn.domain.ticket.Operations.issue;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import org.junit.jupiter.api.Test;

/** Results that somebody passes on, as an archive does for batches of the past. */
class ShownResultsTest {

  @Test
  void a_result_that_is_passed_on_counts_for_whom_it_is_of() {
    ExecutionFixture node = ExecutionFixture.of(4).execute(1, issue("a", "T1"));

    shows(node, node.resultOf(2, 1));

    assertThat(node.certifiedSequences()).containsExactly(1L);
    assertThat(node.executor.archive().result(1, 2)).contains(node.resultOf(2, 1));
  }

  @Test
  void a_forged_one_takes_nobodys_place() {
    ExecutionFixture node = ExecutionFixture.of(4).execute(1, issue("a", "T1"));
    byte[] forged = node.resultOf(1, 1).toBytes();
    forged[forged.length - 1] ^= 1;

    shows(node, Bytes.owning(forged));
    assertThat(node.certified).isEmpty();
    node.hears(1, node.resultOf(1, 1));

    assertThat(node.certifiedSequences()).containsExactly(1L);
  }

  @Test
  void one_member_counts_once_however_its_result_comes() {
    ExecutionFixture node = ExecutionFixture.of(7).execute(1, issue("a", "T1"));

    shows(node, node.resultOf(1, 1));
    node.hears(1, node.resultOf(1, 1));
    shows(node, node.resultOf(0, 1));
    assertThat(node.certified).as("f + 1 is 3").isEmpty();
    shows(node, node.resultOf(2, 1));

    assertThat(node.certifiedSequences()).containsExactly(1L);
  }

  @Test
  void nonsense_is_dropped() {
    ExecutionFixture node = ExecutionFixture.of(4).execute(1, issue("a", "T1"));

    shows(node, Bytes.EMPTY);
    shows(node, Bytes.owning(new byte[ResultFrame.BYTES]));

    assertThat(node.certified).isEmpty();
    assertThat(node.failures).isEmpty();
  }

  private static void shows(ExecutionFixture node, Bytes frame) {
    node.executor.resultShown(frame);
    node.run();
  }
}
