package io.dtvn.domain.ledger;

import static io.dtvn.domain.ticket.Operations.admit;
import static io.dtvn.domain.ticket.Operations.issue;
import static io.dtvn.domain.ticket.Operations.validate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.proof.AuthenticatedMap;
import io.dtvn.domain.proof.MapProof;
import io.dtvn.domain.proof.MerkleTree;
import io.dtvn.domain.proof.ResultLeaf;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.OutcomeCodec;
import io.dtvn.domain.ticket.TicketCodec;
import io.dtvn.domain.ticket.TicketId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Block time, result leaves, chain and state tree of executed batches. */
final class LedgerTest {

  private final FakeNetwork network = FakeNetwork.of(4);
  private final InMemoryLedger ledger = network.ledger();

  @Test
  void block_time_never_falls_and_the_null_batch_keeps_it() {
    assertThat(ledger.execute(FakeNetwork.batch(1000)).head().blockTime()).isEqualTo(1000);
    assertThat(ledger.execute(FakeNetwork.batch(999)).head().blockTime()).isEqualTo(1000);
    assertThat(ledger.execute(Batch.nullOf(0)).head().blockTime()).isEqualTo(1000);
    assertThat(ledger.execute(FakeNetwork.batch(1001)).head().blockTime()).isEqualTo(1001);
  }

  @Test
  void every_operation_has_a_leaf_that_binds_it_to_its_place() {
    ledger.execute(Batch.nullOf(0));
    Bundle first = network.bundle(0, 1, issue("i", "T"), admit("a", "T"));
    Bundle second = network.bundle(1, 1, admit("b", "T"));
    Execution execution = ledger.execute(FakeNetwork.batch(77, first, second));
    int[][] places = {{0, 0}, {0, 1}, {1, 0}};
    List<Operation> operations = List.of(issue("i", "T"), admit("a", "T"), admit("b", "T"));
    for (int i = 0; i < places.length; i++) {
      CanonicalWriter content = new CanonicalWriter();
      content.u8(0).u16(0).u64(0).u64(2).u64(77).u32(places[i][0]).u32(places[i][1]);
      content.digest(operations.get(i).digest());
      content.raw(OutcomeCodec.encode(execution.outcomes().get(i)));
      assertThat(execution.leaves().get(i)).isEqualTo(content.sha256());
    }
    assertThat(execution.resultsRoot()).isEqualTo(MerkleTree.rootOfHashes(execution.leaves()));
    assertThat(execution.executed()).containsExactly(first.id(), second.id());
    assertThat(execution.outcomes()).hasSize(3);
  }

  @Test
  void an_outcome_is_proved_by_its_leaf_and_a_path() {
    Bundle bundle = network.bundle(0, 1, issue("i", "T"), issue("j", "U"), admit("a", "T"));
    Execution execution = ledger.execute(FakeNetwork.batch(5, bundle));
    List<Digest> path = MerkleTree.path(execution.leaves(), 2);
    ResultLeaf leaf =
        new ResultLeaf(0, 1, 5, 0, 2, admit("a", "T").digest(), execution.outcomes().get(2));
    assertThat(MerkleTree.rootFrom(leaf.hash(), 2, 3, path)).isEqualTo(execution.resultsRoot());
    ResultLeaf lie =
        new ResultLeaf(0, 1, 5, 0, 2, admit("a", "T").digest(), execution.outcomes().get(1));
    assertThat(MerkleTree.rootFrom(lie.hash(), 2, 3, path)).isNotEqualTo(execution.resultsRoot());
  }

  @Test
  void the_chain_binds_number_batch_and_results() {
    Digest chain = Digest.ZERO;
    List<Batch> batches =
        List.of(
            FakeNetwork.batch(1, network.bundle(0, 1, issue("i", "T"))),
            Batch.nullOf(0),
            FakeNetwork.batch(2, network.bundle(0, 2, admit("a", "T"))));
    for (int i = 0; i < batches.size(); i++) {
      Execution execution = ledger.execute(batches.get(i));
      CanonicalWriter link = new CanonicalWriter().digest(chain).u64(i + 1);
      chain = link.digest(batches.get(i).digest()).digest(execution.resultsRoot()).sha256();
      assertThat(execution.head()).isEqualTo(ledger.head());
      assertThat(execution.head().chain()).isEqualTo(chain);
      assertThat(execution.batchDigest()).isEqualTo(batches.get(i).digest());
      assertThat(LedgerHeadCodec.decode(LedgerHeadCodec.encode(ledger.head())))
          .isEqualTo(ledger.head());
    }
  }

  @Test
  void the_state_tree_holds_the_ticket_under_its_key() {
    ledger.execute(FakeNetwork.batch(1, network.bundle(0, 1, issue("i", "T"))));
    Digest key = StateKeys.ticket(new TicketId("T"));
    MapProof proof = ledger.map().proof(key);
    Bytes ticket = TicketCodec.encode(ledger.ticket(new TicketId("T")).orElseThrow());
    assertThat(AuthenticatedMap.rootOf(key, proof)).isEqualTo(ledger.stateRoot());
    assertThat(proof.value(key)).contains(ticket.sha256());
    Digest absent = StateKeys.ticket(new TicketId("U"));
    assertThat(AuthenticatedMap.rootOf(absent, ledger.map().proof(absent)))
        .isEqualTo(ledger.stateRoot());
    assertThat(ledger.map().proof(absent).value(absent)).isEmpty();
  }

  @Test
  void a_batch_changes_the_leaves_of_what_it_changed_and_no_other() {
    ledger.execute(FakeNetwork.batch(1, network.bundle(0, 1, issue("i", "T"), issue("j", "U"))));
    Execution execution =
        ledger.execute(FakeNetwork.batch(2, network.bundle(1, 1, validate("v", "T"))));
    assertThat(execution.changes().leaves().keySet())
        .containsExactlyInAnyOrder(
            StateKeys.ticket(new TicketId("T")),
            StateKeys.bundles(network.key(1)),
            StateKeys.operations(2),
            StateKeys.head());
    assertThat(execution.changes().forgottenSequence()).isZero();
    assertThat(ledger.execute(Batch.nullOf(0)).changes().leaves().keySet())
        .containsExactly(StateKeys.head());
    assertThat(ledger.recomputedRoot()).isEqualTo(ledger.stateRoot());
  }

  @Test
  void changed_tickets_stand_in_the_order_of_their_ids_bytes() {
    Execution execution =
        ledger.execute(
            FakeNetwork.batch(
                1,
                network.bundle(
                    0, 1, issue("1", "\uD83C\uDFAB"), issue("2", "z"), issue("3", "\uFF21"))));
    assertThat(execution.changes().tickets())
        .extracting(ticket -> ticket.id().value())
        .containsExactly("z", "\uFF21", "\uD83C\uDFAB");
  }

  @Test
  void the_first_state_binds_the_members() {
    Digest root = AuthenticatedMap.of(new Ledger(network.genesis()).genesisLeaves()).root();
    assertThat(ledger.stateRoot()).isEqualTo(root);
    assertThat(FakeNetwork.of(5).ledger().stateRoot()).isNotEqualTo(root);
    assertThat(ledger.map().value(StateKeys.configuration())).isPresent();
    assertThat(ledger.map().value(StateKeys.head()))
        .isEqualTo(Optional.of(LedgerHeadCodec.encode(LedgerHead.GENESIS).sha256()));
  }

  @Test
  void applying_changes_nothing_by_itself() {
    Ledger rules = new Ledger(network.genesis());
    Batch batch = FakeNetwork.batch(1, network.bundle(0, 1, issue("i", "T")));
    Execution once = rules.apply(1, batch, ledger);
    assertThat(rules.apply(1, batch, ledger)).isEqualTo(once);
    assertThat(ledger.head()).isEqualTo(LedgerHead.GENESIS);
    assertThat(ledger.execute(batch)).isEqualTo(once);
  }

  @Test
  void a_batch_out_of_order_or_of_another_epoch_stops_the_replica() {
    Ledger rules = new Ledger(network.genesis());
    assertThatThrownBy(() -> rules.apply(2, Batch.nullOf(0), ledger))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> rules.apply(0, Batch.nullOf(0), ledger))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> rules.apply(1, Batch.nullOf(1), ledger))
        .isInstanceOf(IllegalStateException.class);
  }
}
