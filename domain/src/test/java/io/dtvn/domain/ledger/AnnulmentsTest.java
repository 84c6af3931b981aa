package io.dtvn.domain.ledger;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.annul;
import static io.dtvn.domain.ticket.Operations.at;
import static io.dtvn.domain.ticket.Operations.issue;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Principal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who takes admissions back is counted in the state. */
final class AnnulmentsTest {

  private final FakeNetwork network = FakeNetwork.of(4);
  private final InMemoryLedger ledger = network.ledger();
  private final Annuller device = new Annuller.Device(new Label("d1"));

  @Test
  void each_annulment_of_a_device_counts_within_a_batch_and_over_batches() {
    execute(1, issue("i", "T"), byDevice(admit("a", "T")), byDevice(annul("x", "T", "a")));
    assertThat(ledger.annulments(device)).isEqualTo(1);
    execute(
        2,
        byDevice(admit("b", "T")),
        byDevice(annul("y", "T", "b")),
        byDevice(admit("c", "T")),
        byDevice(annul("z", "T", "c")));
    assertThat(ledger.annulments(device)).isEqualTo(3);
    assertThat(ledger.stateRoot()).isEqualTo(ledger.recomputedRoot());
  }

  @Test
  void a_refused_annulment_counts_for_nobody() {
    execute(1, issue("i", "T"), byDevice(admit("a", "T")), annul("x", "T", "a"));
    execute(2, byDevice(annul("y", "T", "other")));
    assertThat(ledger.annulments(device)).isZero();
    assertThat(ledger.annulments(caller())).isZero();
  }

  @Test
  void without_a_device_the_principal_is_counted() {
    execute(1, issue("i", "T"), admit("a", "T"), annul("x", "T", "a"));
    assertThat(ledger.annulments(caller())).isEqualTo(1);
    assertThat(ledger.annulments(device)).isZero();
  }

  @Test
  void the_count_is_a_leaf_of_the_state_tree() {
    Execution execution =
        execute(1, issue("i", "T"), byDevice(admit("a", "T")), byDevice(annul("x", "T", "a")));
    assertThat(execution.changes().leaves())
        .containsEntry(
            StateKeys.annulments(device), Optional.of(new CanonicalWriter().u64(1).sha256()));
    assertThat(execution.changes().annulments())
        .isEqualTo(List.of(new LedgerChanges.Annulments(device, 1)));
  }

  private Execution execute(long number, Operation... operations) {
    return ledger.execute(FakeNetwork.batch(number, network.bundle(0, number, operations)));
  }

  private Annuller caller() {
    return new Annuller.Caller(new Principal.GatewayCaller(network.key(0), Optional.empty()));
  }

  private static Operation byDevice(Operation operation) {
    return at("A", "d1", operation);
  }
}
