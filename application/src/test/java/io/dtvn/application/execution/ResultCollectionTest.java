package io.dtvn.application.execution;

import static io.dtvn.domain.ticket.Operations.issue;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Batch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResultCollectionTest {

  private static final Digest LIE = Digest.of(new byte[] {1});

  @Test
  void a_batch_is_certified_by_f_plus_1_equal_results_its_own_included() {
    ExecutionFixture node = ExecutionFixture.of(4).execute(1, issue("a", "T1"));
    assertThat(node.broadcast).hasSize(1);
    assertThat(node.certified).isEmpty();

    node.hears(2, node.resultOf(2, 1));

    assertThat(node.certifiedSequences()).containsExactly(1L);
    assertThat(node.executor.archive().result(1, 2)).contains(node.resultOf(2, 1));
    assertThat(node.executor.archive().result(1, 0)).isPresent();
  }

  @Test
  void others_alone_do_not_certify_what_is_not_executed_here() {
    ExecutionFixture ahead = ExecutionFixture.of(4).execute(1, issue("a", "T1"));
    ExecutionFixture node = ExecutionFixture.of(4);

    node.hears(1, ahead.resultOf(1, 1)).hears(2, ahead.resultOf(2, 1));
    assertThat(node.certified).isEmpty();
    node.execute(1, issue("a", "T1"));

    assertThat(node.certifiedSequences()).containsExactly(1L);
  }

  @Test
  void a_null_batch_is_certified_like_any_other() {
    ExecutionFixture node = ExecutionFixture.of(4);
    node.executor.execute(ExecutionFixture.committed(1, Batch.nullOf(0)));
    node.run();

    node.hears(1, node.resultOf(1, 1));

    assertThat(node.certifiedSequences()).containsExactly(1L);
    assertThat(node.certified.getFirst().bundles()).isEmpty();
  }

  @Test
  void batches_are_certified_in_order() {
    ExecutionFixture node =
        ExecutionFixture.of(4).execute(1, issue("a", "T1")).execute(2, issue("b", "T2"));

    node.hears(1, node.resultOf(1, 2));
    assertThat(node.certified).isEmpty();
    node.hears(3, node.resultOf(3, 1));

    assertThat(node.certifiedSequences()).containsExactly(1L, 2L);
  }

  @Test
  void a_result_counts_only_for_its_sender_and_only_once() {
    ExecutionFixture node = ExecutionFixture.of(7).execute(1, issue("a", "T1"));

    node.hears(1, node.resultOf(1, 1)).hears(1, node.resultOf(1, 1));
    node.hears(2, node.resultOf(1, 1)).hears(0, node.resultOf(0, 1));
    assertThat(node.certified).as("f + 1 is 3").isEmpty();
    node.hears(2, node.resultOf(2, 1));

    assertThat(node.certifiedSequences()).containsExactly(1L);
  }

  @Test
  void a_forged_result_counts_for_nothing() {
    ExecutionFixture node = ExecutionFixture.of(4).execute(1, issue("a", "T1"));
    byte[] forged = node.resultOf(1, 1).toBytes();
    forged[forged.length - 1] ^= 1;

    node.hears(1, Bytes.owning(forged));

    assertThat(node.certified).isEmpty();
    node.hears(2, node.resultOf(2, 1));
    assertThat(node.certifiedSequences()).containsExactly(1L);
  }

  @Test
  void nonsense_is_dropped() {
    ExecutionFixture node = ExecutionFixture.of(4).execute(1, issue("a", "T1"));
    byte[] otherKind = node.resultOf(1, 1).toBytes();
    otherKind[0] = 9;

    node.hears(1, Bytes.EMPTY).hears(1, Bytes.owning(otherKind)).hears(9, node.resultOf(1, 1));
    node.hears(-1, node.resultOf(1, 1)).hears(1, Bytes.owning(new byte[ResultFrame.BYTES]));

    assertThat(node.certified).isEmpty();
    assertThat(node.failures).isEmpty();
  }

  @Test
  void one_liar_of_four_changes_nothing() {
    ExecutionFixture node = ExecutionFixture.of(4).execute(1, issue("a", "T1"));

    node.hears(1, node.result(1, 1, LIE));
    assertThat(node.certified).isEmpty();
    node.hears(2, node.resultOf(2, 1));

    assertThat(node.certifiedSequences()).containsExactly(1L);
    assertThat(node.failures).isEmpty();
  }

  @Test
  void f_plus_1_others_with_another_root_stop_this_validator() {
    ExecutionFixture node = ExecutionFixture.of(4).execute(1, issue("a", "T1"));

    node.hears(1, node.result(1, 1, LIE)).hears(2, node.result(2, 1, LIE));

    assertThat(node.failures)
        .singleElement()
        .isInstanceOfSatisfying(
            IllegalStateException.class, e -> assertThat(e).hasMessageContaining("batch 1"));
    assertThat(node.certified).isEmpty();
  }

  @Test
  void f_plus_1_unsigned_claims_do_not_stop_it() {
    ExecutionFixture node = ExecutionFixture.of(4).execute(1, issue("a", "T1"));
    byte[] forged = node.result(2, 1, LIE).toBytes();
    forged[60] ^= 1;

    node.hears(1, node.result(1, 1, LIE)).hears(2, Bytes.owning(forged));

    assertThat(node.failures).isEmpty();
  }

  @Test
  void results_far_ahead_are_not_kept() {
    ExecutionFixture node = ExecutionFixture.of(4);
    int window = ExecutionFixture.SHORT.window();

    LongStream.rangeClosed(1, 10L * window).forEach(s -> node.hears(1, node.result(1, s, LIE)));

    assertThat(node.executor.results().size()).isEqualTo(2 * window);
  }

  @Test
  void what_is_not_certified_waits_in_bounded_memory_and_is_certified_later() {
    ExecutionFixture node = ExecutionFixture.of(4);
    int batches = 5 * ExecutionFixture.SHORT.window();
    for (int s = 1; s <= batches; s++) {
      node.execute(s, issue("op" + s, "T" + s));
    }
    assertThat(node.executor.results().size()).isEqualTo(2 * ExecutionFixture.SHORT.window());

    LongStream.rangeClosed(1, batches).forEach(s -> node.hears(1, node.resultOf(1, s)));

    assertThat(node.certifiedSequences())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, batches).boxed().toList());
    assertThat(node.certified.getLast().bundles().getFirst().outcomes()).hasSize(1);
  }

  @Test
  void after_a_restart_collecting_goes_on_where_it_stood() {
    ExecutionFixture node =
        ExecutionFixture.of(4).execute(1, issue("a", "T1")).execute(2, issue("b", "T2"));
    node.hears(1, node.resultOf(1, 1));

    ExecutionFixture again = node.restarted();
    again.hears(1, node.resultOf(1, 1)).hears(1, node.resultOf(1, 2));

    assertThat(again.certifiedSequences()).containsExactly(2L);
    assertThat(again.certified.getFirst().bundles()).hasSize(1);
  }

  @Test
  void own_results_are_sent_again_at_most_64_at_a_time() {
    ExecutionFixture node = ExecutionFixture.of(4);
    for (int s = 1; s <= 70; s++) {
      node.execute(s, issue("op" + s, "T" + s));
    }

    node.executor.resendResults(2, 3);
    node.executor.resendResults(2, 1);
    node.run();

    assertThat(node.sent).containsOnlyKeys(2);
    assertThat(node.sent.get(2)).isEqualTo(node.broadcast.subList(2, 66));
  }
}
