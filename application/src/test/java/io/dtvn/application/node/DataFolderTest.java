package io.dtvn.application.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.application.journal.JournalLostException;
import io.dtvn.ports.spi.StorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder belongs to one validator, one network, one storage type and one process. */
class DataFolderTest {

  private final TestNetwork network = TestNetwork.of("folder", 1);
  private final TestNetwork four = TestNetwork.of("folder", 4);
  private final KeptStorage storage = new KeptStorage();

  @TempDir Path folder;

  @Test
  void a_folder_that_is_held_is_refused_with_its_holder_named() {
    try (ValidatorNode node = open(network, 0, storage)) {
      assertThat(node.isFirstStart()).isTrue();

      assertThatThrownBy(() -> open(network, 0, storage))
          .isInstanceOf(DataFolderException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("stop");
    }
  }

  @Test
  void whoever_waits_gets_the_folder_when_it_is_let_go() {
    ValidatorNode first = open(network, 0, storage);
    NodePlan patient = patient(network.plan(0, folder, storage));
    CompletableFuture<ValidatorNode> second =
        CompletableFuture.supplyAsync(() -> ValidatorNode.open(patient));

    first.close();

    second.join().close();
  }

  @Test
  void a_folder_of_another_validator_is_refused_with_both_named() {
    open(four, 0, storage).close();

    assertThatThrownBy(() -> open(four, 1, new KeptStorage()))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining("node0")
        .hasMessageContaining("node1");
  }

  @Test
  void a_folder_of_another_network_is_refused_with_both_named() {
    open(network, 0, storage).close();

    assertThatThrownBy(() -> open(TestNetwork.of("other", 1), 0, storage))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining("network folder")
        .hasMessageContaining("network other");
  }

  @Test
  void a_folder_of_another_genesis_is_refused_with_both_hashes() {
    open(network, 0, storage).close();

    assertThatThrownBy(() -> open(four, 0, storage))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining(network.genesis().hash().hex())
        .hasMessageContaining(four.genesis().hash().hex());
  }

  @Test
  void a_folder_of_another_storage_type_is_refused_with_both_named() {
    open(network, 0, storage).close();
    StorageProvider memory = TestNetwork.plugIn(StorageProvider.class, "storage.type", "memory");

    assertThatThrownBy(() -> open(network, 0, memory))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining("kept")
        .hasMessageContaining("memory");
  }

  @Test
  void a_refused_start_leaves_the_folder_free() {
    open(network, 0, storage).close();
    assertThatThrownBy(() -> open(four, 0, storage)).isInstanceOf(DataFolderException.class);

    open(network, 0, storage).close();
  }

  @Test
  void a_store_that_is_gone_beside_an_old_identity_refuses_the_start_of_a_lone_validator() {
    open(network, 0, storage).close();

    assertThatThrownBy(() -> open(network, 0, new KeptStorage()))
        .isInstanceOf(JournalLostException.class)
        .hasMessageContaining("node0");
  }

  @Test
  void a_store_that_is_gone_makes_a_learner_of_one_among_four() {
    open(four, 0, storage).close();

    try (ValidatorNode node = open(four, 0, new KeptStorage())) {
      assertThat(node.isFirstStart()).isFalse();
      assertThat(node.useCases().node().ordering().checks())
          .filteredOn(check -> check.name().equals("standing"))
          .singleElement()
          .matches(check -> check.remark().startsWith("learner"));
    }
  }

  @Test
  void a_store_in_memory_starts_anew_each_time() {
    StorageProvider memory = TestNetwork.plugIn(StorageProvider.class, "storage.type", "memory");

    for (int start = 0; start < 2; start++) {
      try (ValidatorNode node = open(network, 0, memory)) {
        assertThat(node.isFirstStart()).isTrue();
      }
    }
  }

  @Test
  void a_birth_without_an_identity_is_finished_by_the_next_start() throws IOException {
    open(network, 0, storage).close();
    Files.delete(folder.resolve("IDENTITY")); // as if the first start had died in between

    try (ValidatorNode node = open(network, 0, storage)) {
      assertThat(node.isFirstStart()).isFalse();
    }
    assertThat(folder.resolve("IDENTITY")).content().contains("validator=node0");
  }

  @Test
  void a_path_that_is_no_folder_is_refused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> ValidatorNode.open(network.plan(0, file, storage)))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining(file.toString());
  }

  private ValidatorNode open(TestNetwork of, int self, StorageProvider in) {
    return ValidatorNode.open(of.plan(self, folder, in));
  }

  private static NodePlan patient(NodePlan plan) {
    return new NodePlan(
        plan.genesis(),
        plan.self(),
        plan.signer(),
        plan.verifier(),
        plan.dataKey(),
        plan.dataFolder(),
        plan.storage(),
        plan.network(),
        plan.endpoint(),
        plan.engine(),
        plan.timing(),
        plan.developmentKeys(),
        plan.mayBeFirstStart(),
        plan.implicitIssue(),
        Duration.ofSeconds(30),
        plan.drainPatience(),
        plan.metrics());
  }
}
