package io.dtvn.application.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.application.backup.BackupException;
import io.dtvn.application.backup.StoreContent;
import io.dtvn.application.backup.Work;
import io.dtvn.application.journal.Journal;
import io.dtvn.application.journal.StoredJournal;
import io.dtvn.application.node.DataFolderException;
import io.dtvn.application.store.Buckets;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.StorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoreTest extends UpkeepFixture {

  private Path backup = Path.of("");
  private StoreContent before = new StoreContent(List.of());

  @BeforeEach
  void takeBackup() throws IOException {
    before = make(ROCKS);
    backup = backUp();
    FolderTree.delete(data());
  }

  @Test
  void the_folder_is_that_of_the_node_with_one_record_more() throws IOException {
    restore(ROCKS, Steps.UNCUT);

    assertThat(names(data())).containsExactly("IDENTITY", "LOCK", "rocksdb");
    assertRestored();
    try (StoppedNode node = StoppedNode.open(nodeFolder(), UpkeepFixture::installed);
        KeyValueStore store = node.openStore()) {
      assertThat(node.identity().genesisHash()).isEqualTo(genesis(4).hash());
      assertThat(StoredJournal.check(store).lost())
          .hasValueSatisfying(
              why -> assertThat(why).contains("restored from a backup of 1970-01-01T00:00:00Z"));
    }
  }

  @Test
  void another_back_end_takes_it_as_well() throws IOException {
    restore(BESIDE, Steps.UNCUT);

    assertThat(type()).isEqualTo("beside");
    assertThat(names(data())).containsExactly("IDENTITY", "LOCK", "node0.beside");
    assertRestored();
  }

  @Test
  void cut_behind_any_step_the_folder_is_refused_until_the_restore_is_run_again()
      throws IOException {
    List<String> seen = new ArrayList<>();
    int cuts = 0;
    while (wasCut(cutAt(cuts, seen))) {
      assertThatThrownBy(this::content).as("cut behind %s", seen).hasMessageContaining("restore");

      restore(cuts % 2 == 0 ? BESIDE : ROCKS, Steps.UNCUT); // another type than the one cut short
      assertRestored();
      assertThat(names(data())).hasSize(3);
      FolderTree.delete(data());
      seen.clear();
      cuts++;
    }

    assertThat(seen).containsExactly("marked", "filled", "closed", "moved", "identified");
  }

  @Test
  void a_folder_that_is_not_empty_is_refused_and_left_as_it_is() throws IOException {
    Files.createDirectories(data());
    Files.writeString(data().resolve("notes"), "mine");

    assertThatThrownBy(() -> restore(ROCKS, Steps.UNCUT))
        .isInstanceOf(DataFolderException.class)
        .hasMessageContaining("notes");
    assertThat(data().resolve("notes")).hasContent("mine");
  }

  @Test
  void a_damaged_backup_is_refused_before_anything_is_written() throws IOException {
    byte[] bytes = Files.readAllBytes(backup);
    bytes[bytes.length / 2] ^= 1;
    Files.write(backup, bytes);

    assertThatThrownBy(() -> restore(ROCKS, Steps.UNCUT)).isInstanceOf(BackupException.class);
    assertThat(data()).doesNotExist();
  }

  @Test
  void the_backup_of_another_validator_or_network_is_refused_with_both_named() {
    assertThatThrownBy(() -> run(request(ROCKS, 4, false, "node1"), Steps.UNCUT))
        .isInstanceOf(UpkeepException.class)
        .hasMessageContaining("node1")
        .hasMessageContaining("node0");
    assertThatThrownBy(() -> run(request(ROCKS, 5, false, "node0"), Steps.UNCUT))
        .hasMessageContaining(genesis(4).hash().hex())
        .hasMessageContaining(genesis(5).hash().hex());
    assertThat(data()).doesNotExist();
  }

  @Test
  void one_among_several_cannot_accept_the_loss() {
    assertThatThrownBy(() -> run(request(ROCKS, 4, true, "node0"), Steps.UNCUT))
        .isInstanceOf(UpkeepException.class)
        .hasMessageContaining("--accept-loss")
        .hasMessageContaining("learner");
    assertThat(data()).doesNotExist();
  }

  @Test
  void a_back_end_in_memory_is_refused() {
    assertThatThrownBy(() -> restore(MEMORY, Steps.UNCUT))
        .isInstanceOf(UpkeepException.class)
        .hasMessageContaining("memory");
  }

  @Test
  void a_store_outside_the_data_folder_is_refused() {
    NodeFolder outside = new NodeFolder(data(), "../elsewhere");

    assertThatThrownBy(
            () ->
                run(
                    new Restore.Request(backup, outside, ROCKS, genesis(4), NODE0, false),
                    Steps.UNCUT))
        .isInstanceOf(UpkeepException.class)
        .hasMessageContaining("../elsewhere");
    assertThat(data()).doesNotExist();
  }

  @Test
  void progress_rises_to_its_end() {
    List<Long> done = new ArrayList<>();

    new Restore(request(ROCKS, 4, false, "node0"))
        .run(
            new Work(
                (d, total) -> {
                  done.add(d);
                  assertThat(d).isBetween(0L, total);
                },
                0));

    assertThat(done).isSorted().hasSizeGreaterThan(1);
  }

  private void assertRestored() {
    StoreContent restored = content();
    assertThat(restored.entries(Buckets.DATA)).isEqualTo(100);
    assertThat(restored.entries(Journal.BUCKET)).isEqualTo(before.entries(Journal.BUCKET) + 1);
    assertThat(restored.buckets().subList(0, 13)).isEqualTo(before.buckets().subList(0, 13));
  }

  private boolean wasCut(Steps steps) {
    try {
      restore(ROCKS, steps);
      return false;
    } catch (Cut e) {
      return true;
    }
  }

  private void restore(StorageProvider provider, Steps steps) {
    run(request(provider, 4, false, "node0"), steps);
  }

  private static void run(Restore.Request request, Steps steps) {
    new Restore(request, steps).run(Work.SILENT);
  }

  private Restore.Request request(
      StorageProvider provider, int validators, boolean acceptLoss, String validator) {
    return new Restore.Request(
        backup,
        nodeFolder(),
        provider,
        genesis(validators),
        new ValidatorId(validator),
        acceptLoss);
  }
}
