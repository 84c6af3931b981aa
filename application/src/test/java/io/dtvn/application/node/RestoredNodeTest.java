package io.dtvn.application.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.application.backup.Backup;
import io.dtvn.application.backup.Work;
import io.dtvn.application.fixture.BesideStorage;
import io.dtvn.application.upkeep.Migration;
import io.dtvn.application.upkeep.NodeFolder;
import io.dtvn.application.upkeep.Restore;
import io.dtvn.application.upkeep.StoppedNode;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.spi.Providers;
import io.dtvn.ports.spi.StorageProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node is after its folder was restored, or moved to another back end. */
class RestoredNodeTest {

  private final StorageProvider rocks =
      TestNetwork.plugIn(StorageProvider.class, "storage.type", "rocksdb");
  private final StorageProvider beside = new BesideStorage(rocks);

  @TempDir Path folder;

  @Test
  void alone_it_goes_on_where_the_backup_was_taken_once_the_loss_is_accepted() throws Exception {
    TestNetwork network = TestNetwork.of("alone", 1);
    Path backup;
    try (ValidatorNode node = ValidatorNode.open(plan(network, "a", rocks))) {
      Gate gate = new Gate(node);
      gate.issueAll(IntStream.range(0, 20).mapToObj(i -> "T" + i).toList());
      gate.admit("before", "T1");
    }
    backup = backUp("a");
    try (ValidatorNode node = ValidatorNode.open(plan(network, "a", rocks))) {
      new Gate(node).admit("after", "T2");
    }

    assertThatThrownBy(() -> restore(network, backup, false))
        .hasMessageContaining("--accept-loss")
        .hasMessageContaining("admitted again");
    restore(network, backup, true);

    try (ValidatorNode node = ValidatorNode.open(plan(network, "b", beside))) {
      Gate gate = new Gate(node);
      assertThat(node.isFirstStart()).isFalse();
      assertThat(gate.status().standing()).isEqualTo(Standing.VOTER);
      assertThat(gate.admit("before", "T1").replayed()).isTrue();
      assertThat(gate.admit("again", "T2").outcome()).isInstanceOf(Outcome.Applied.class);
      assertThat(node.useCases().node().ticketCounts()).containsEntry(TicketState.CONSUMED, 2L);
    }
  }

  @Test
  void among_four_it_comes_back_as_a_learner() {
    TestNetwork network = TestNetwork.of("four", 4);
    ValidatorNode.open(plan(network, "a", rocks)).close();

    restore(network, backUp("a"), false);

    try (ValidatorNode node = ValidatorNode.open(plan(network, "b", beside))) {
      assertThat(node.isFirstStart()).isFalse();
      assertThat(node.useCases().node().ordering().checks())
          .filteredOn(check -> check.name().equals("standing"))
          .singleElement()
          .matches(check -> check.remark().startsWith("learner"));
    }
  }

  @Test
  void after_a_migration_it_votes_as_before_and_knows_every_answer() throws Exception {
    TestNetwork network = TestNetwork.of("moved", 1);
    try (ValidatorNode node = ValidatorNode.open(plan(network, "a", rocks))) {
      Gate gate = new Gate(node);
      gate.issue("T1");
      gate.admit("a", "T1");
    }

    try (StoppedNode node = stopped("a")) {
      new Migration(node, new Migration.Request(rocks, beside, false)).run(Progress.NONE);
    }

    assertThatThrownBy(() -> ValidatorNode.open(plan(network, "a", rocks)))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining("beside");
    try (ValidatorNode node = ValidatorNode.open(plan(network, "a", beside))) {
      Gate gate = new Gate(node);
      assertThat(gate.status().standing()).isEqualTo(Standing.VOTER);
      assertThat(gate.admit("a", "T1").replayed()).isTrue();
    }
  }

  @Test
  void no_node_starts_from_a_folder_whose_restore_did_not_end() throws IOException {
    TestNetwork network = TestNetwork.of("alone", 1);
    ValidatorNode.open(plan(network, "a", rocks)).close();
    UnfinishedRestore.begin(folder.resolve("a"), List.of());

    assertThatThrownBy(() -> ValidatorNode.open(plan(network, "a", rocks)))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining("run the restore again");

    UnfinishedRestore.end(folder.resolve("a"));
    ValidatorNode.open(plan(network, "a", rocks)).close();
  }

  private Path backUp(String name) {
    Path file = folder.resolve(name + Backup.SUFFIX);
    try (StoppedNode node = stopped(name);
        KeyValueStore store = node.openStore();
        Backup backup = Backup.begin(store, node.origin(), 0)) {
      backup.writeTo(file, Work.SILENT);
    }
    return file;
  }

  private void restore(TestNetwork network, Path backup, boolean acceptLoss) {
    new Restore(
            new Restore.Request(
                backup,
                new NodeFolder(folder.resolve("b"), ""),
                beside,
                network.genesis(),
                network.genesis().validators().at(0).id(),
                acceptLoss))
        .run(Work.SILENT);
  }

  private StoppedNode stopped(String name) {
    return StoppedNode.open(
        new NodeFolder(folder.resolve(name), ""),
        type -> Providers.select("storage.type", type, List.of(rocks, beside)));
  }

  /** A node whose store lies in the data folder itself. */
  private NodePlan plan(TestNetwork network, String name, StorageProvider storage) {
    return network.plan(0, folder.resolve(name), storage);
  }
}
