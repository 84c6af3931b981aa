package io.dtvn.domain.ledger;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.at;
import static io.dtvn.domain.ticket.Operations.by;
import static io.dtvn.domain.ticket.Operations.issue;
import static io.dtvn.domain.ticket.Operations.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.Refusal;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two tables, row by row: what is executed is executed once. */
final class ExactlyOnceTest {

  private static final Outcome ISSUED =
      new Outcome.Applied(ActionType.ISSUE, TicketState.ISSUED, 1);

  private final FakeNetwork network = FakeNetwork.of(4);
  private InMemoryLedger ledger = network.ledger();

  @Test
  void a_bundle_of_no_member_is_not_authorised_and_leaves_no_trace() {
    Bundle foreign =
        network.bundle(new BundleId(FakeNetwork.keyOf("stranger"), 1), 0, issue("i", "T"));
    assertThat(execute(foreign)).containsExactly(refused(RefusalCode.NOT_AUTHORISED));
    assertThat(execute(foreign)).containsExactly(refused(RefusalCode.NOT_AUTHORISED));
    assertThat(ledger.windows()).isEmpty();
    assertThat(ledger.tickets()).isEmpty();
  }

  @Test
  void a_bundle_again_is_a_repetition_of_the_first_place_by_place() {
    Bundle other = network.bundle(0, 1, issue("x", "X"), issue("y", "Y"));
    Bundle bundle = network.bundle(1, 1, issue("i", "T"), admit("a", "T"));
    assertThat(execute(other, bundle)).hasSize(4).startsWith(ISSUED);
    assertThat(execute(bundle))
        .containsExactly(new Outcome.Repeated(1, 2), new Outcome.Repeated(1, 3));
    assertThat(execute(bundle))
        .containsExactly(new Outcome.Repeated(1, 2), new Outcome.Repeated(1, 3));
    assertThat(ledger.ticket(new TicketId("T")).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void another_bundle_under_a_used_number_learns_nothing_of_the_first() {
    execute(network.bundle(1, 1, issue("i", "T")));
    BundleWindow before = ledger.bundles(network.key(1));
    assertThat(execute(network.bundle(1, 1, issue("i", "T"), issue("j", "U"))))
        .containsExactly(refused(RefusalCode.BUNDLE_REUSED), refused(RefusalCode.BUNDLE_REUSED));
    assertThat(ledger.bundles(network.key(1))).isEqualTo(before);
    assertThat(ledger.ticket(new TicketId("U"))).isEmpty();
  }

  @Test
  void a_number_sixty_four_behind_the_highest_is_too_old_to_know() {
    execute(network.bundle(0, 65, issue("i65", "T65")));
    assertThat(execute(network.bundle(0, 1, issue("i1", "T1"))))
        .containsExactly(refused(RefusalCode.REJECTED_OLD));
    assertThat(execute(network.bundle(0, 2, issue("i2", "T2")))).containsExactly(ISSUED);
    execute(network.bundle(0, 66, issue("i66", "T66")));
    assertThat(execute(network.bundle(0, 2, issue("i2", "T2"))))
        .containsExactly(refused(RefusalCode.REJECTED_OLD));
    assertThat(ledger.bundles(network.key(0)).entries())
        .extracting(BundleWindow.Entry::number)
        .containsExactly(65L, 66L);
  }

  @Test
  void numbers_may_come_in_any_order_and_each_counts_once() {
    for (long number : new long[] {3, 1, 2, 64}) {
      assertThat(execute(network.bundle(0, number, issue("i" + number, "T" + number))))
          .containsExactly(ISSUED);
    }
    assertThat(execute(network.bundle(0, 2, issue("i2", "T2"))))
        .containsExactly(new Outcome.Repeated(3, 0));
    BundleWindow window = ledger.bundles(network.key(0));
    assertThat(window.highest()).isEqualTo(64);
    assertThat(window.entries())
        .extracting(BundleWindow.Entry::number)
        .containsExactly(1L, 2L, 3L, 64L);
    assertThat(BundleWindowCodec.decode(BundleWindowCodec.encode(window))).isEqualTo(window);
  }

  @Test
  void the_table_never_holds_more_than_sixty_four_numbers() {
    for (long number = 1; number <= 200; number++) {
      execute(network.bundle(0, number, issue("i" + number, "T" + number)));
    }
    BundleWindow window = ledger.bundles(network.key(0));
    assertThat(window.entries()).hasSize(64).first().extracting("number").isEqualTo(137L);
  }

  @Test
  void a_bundle_after_its_time_has_expired_and_its_number_is_used() {
    Bundle late = network.bundle(new BundleId(network.key(0), 1), 999, issue("i", "T"));
    Bundle inTime = network.bundle(new BundleId(network.key(0), 2), 1000, issue("j", "U"));
    assertThat(execute(late, inTime)).containsExactly(refused(RefusalCode.EXPIRED), ISSUED);
    assertThat(execute(late)).containsExactly(new Outcome.Repeated(1, 0));
    assertThat(execute(network.bundle(0, 3, issue("i", "T")))).containsExactly(ISSUED);
  }

  @Test
  void an_operation_again_in_another_bundle_is_a_repetition() {
    execute(network.bundle(0, 1, issue("x", "X"), issue("i", "T"), admit("a", "T")));
    assertThat(execute(network.bundle(0, 2, admit("a", "T"), issue("i", "T"))))
        .containsExactly(new Outcome.Repeated(1, 2), new Outcome.Repeated(1, 1));
  }

  @Test
  void an_operation_twice_in_one_bundle_or_batch_is_executed_once() {
    assertThat(
            execute(
                network.bundle(0, 1, issue("i", "T"), issue("i", "T")),
                network.bundle(0, 2, issue("i", "T"))))
        .containsExactly(ISSUED, new Outcome.Repeated(1, 0), new Outcome.Repeated(1, 0));
  }

  @Test
  void a_refusal_and_a_read_are_remembered_too() {
    execute(network.bundle(0, 1, admit("a", "T"), read("r", "T"), issue("i", "T")));
    assertThat(execute(network.bundle(0, 2, admit("a", "T"), read("r", "T"))))
        .containsExactly(new Outcome.Repeated(1, 0), new Outcome.Repeated(1, 1));
  }

  @Test
  void an_op_id_with_other_content_learns_nothing_of_the_first() {
    execute(network.bundle(0, 1, issue("i", "T")));
    assertThat(execute(network.bundle(0, 2, admit("i", "T"), at("A", "", issue("i", "T")))))
        .containsExactly(refused(RefusalCode.ID_REUSED), refused(RefusalCode.ID_REUSED));
  }

  @Test
  void another_principal_may_use_the_same_op_id() {
    execute(network.bundle(0, 1, by("k1", issue("i", "T"))));
    Outcome unchanged = new Outcome.Unchanged(TicketState.ISSUED, 1);
    assertThat(execute(network.bundle(0, 2, by("k2", issue("i", "T")), issue("i", "T"))))
        .containsExactly(unchanged, unchanged);
    assertThat(execute(network.bundle(1, 1, by("k1", issue("i", "T"))))).containsExactly(unchanged);
  }

  @Test
  void a_retry_through_another_gateway_recognises_itself_by_first() {
    execute(network.bundle(0, 1, issue("i", "T"), admit("a", "T")));
    Outcome.Refused retry =
        (Outcome.Refused) execute(network.bundle(1, 1, admit("a", "T"))).getFirst();
    assertThat(retry.refusal().code()).isEqualTo(RefusalCode.ALREADY_ADMITTED);
    assertThat(retry.refusal().first().orElseThrow().opId()).isEqualTo(OpId.ofKey("a"));
    assertThat(retry.refusal().first().orElseThrow().node().value()).isEqualTo("node0");
  }

  @Test
  void operations_are_forgotten_after_the_retention_and_then_judged_as_new() {
    ProtocolParameters parameters =
        new ProtocolParameters(8, 16, 1, Duration.ZERO, Duration.ZERO, 3);
    ledger = FakeNetwork.of(4, parameters, EventPolicy.DEFAULT).ledger();
    execute(network.bundle(0, 1, issue("i", "T"), issue("j", "U")));
    execute();
    execute();
    assertThat(execute(network.bundle(0, 2, issue("i", "T"))))
        .containsExactly(new Outcome.Repeated(1, 0));
    assertThat(ledger.map().value(StateKeys.operations(1))).isEmpty();
    assertThat(execute(network.bundle(0, 3, issue("i", "T"))))
        .containsExactly(new Outcome.Unchanged(TicketState.ISSUED, 1));
    assertThat(execute(network.bundle(0, 4, issue("i", "T"))))
        .containsExactly(new Outcome.Repeated(5, 0));
    assertThat(ledger.recomputedRoot()).isEqualTo(ledger.stateRoot());
  }

  private List<Outcome> execute(Bundle... bundles) {
    return ledger.execute(FakeNetwork.batch(1000, bundles)).outcomes();
  }

  private static Outcome refused(RefusalCode code) {
    return new Outcome.Refused(Refusal.unseen(code));
  }
}
