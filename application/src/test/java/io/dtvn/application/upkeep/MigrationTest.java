package io.dtvn.application.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.application.backup.StoreContent;
import io.dtvn.application.node.DataFolderException;
import io.dtvn.application.upkeep.Migration.Request;
import io.dtvn.ports.out.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationTest extends UpkeepFixture {

  @Test
  void everything_is_there_on_the_other_back_end_and_the_old_store_is_gone() throws IOException {
    StoreContent before = make(ROCKS);

    Optional<StoreContent> copied = migrate(new Request(ROCKS, BESIDE, false), Steps.UNCUT);

    assertThat(copied).contains(before);
    assertThat(type()).isEqualTo("beside");
    assertThat(content()).isEqualTo(before);
    assertThat(names(data())).containsExactly("IDENTITY", "LOCK", "node0.beside");
  }

  @Test
  void the_old_store_is_kept_where_that_is_wanted_and_can_be_put_back() throws IOException {
    StoreContent before = make(ROCKS);

    migrate(new Request(ROCKS, BESIDE, true), Steps.UNCUT);

    assertThat(names(data()))
        .containsExactly("IDENTITY", "LOCK", "before-migration-rocksdb", "node0.beside");
    assertThat(names(data().resolve("before-migration-rocksdb"))).containsExactly("rocksdb");
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void there_and_back_again_changes_nothing() throws IOException {
    StoreContent before = make(ROCKS);

    migrate(new Request(ROCKS, BESIDE, false), Steps.UNCUT);
    migrate(new Request(BESIDE, ROCKS, false), Steps.UNCUT);

    assertThat(type()).isEqualTo("rocksdb");
    assertThat(content()).isEqualTo(before);
    assertThat(names(data())).containsExactly("IDENTITY", "LOCK", "rocksdb");
  }

  @Test
  void progress_rises_to_its_end() throws IOException {
    make(ROCKS);
    List<Long> done = new ArrayList<>();

    migrate(
        new Request(ROCKS, BESIDE, false),
        Steps.UNCUT,
        (d, total) -> {
          done.add(d);
          assertThat(d).isBetween(0L, total);
        });

    assertThat(done).isSorted().hasSizeGreaterThan(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cut_behind_any_step_it_starts_with_all_it_had_and_can_be_ended(boolean keep)
      throws IOException {
    StoreContent before = make(ROCKS);
    Request there = new Request(ROCKS, BESIDE, keep);
    List<String> all = new ArrayList<>();
    int cuts = 0;
    boolean cut = true;
    for (; cut; cuts++) {
      List<String> seen = new ArrayList<>();
      cut = wasCut(there, cutAt(cuts, seen));
      all = seen;

      assertThat(content()).as("cut behind %s", seen).isEqualTo(before);
      assertThat(type())
          .as("cut behind %s", seen)
          .isEqualTo(seen.contains("switched") ? "beside" : "rocksdb");
      if (cut) {
        migrate(there, Steps.UNCUT); // ends it, or does it
      }
      assertThat(type()).isEqualTo("beside");
      assertThat(content()).isEqualTo(before);
      assertThat(names(data())).doesNotContain("migrating", "MIGRATING", "rocksdb");

      if (keep) {
        delete("before-migration-rocksdb");
      }
      if (cut) {
        migrate(new Request(BESIDE, ROCKS, false), Steps.UNCUT);
      }
    }

    assertThat(all).contains("copied", "marked", "moved node0.beside", "switched");
    assertThat(cuts).isGreaterThan(5);
  }

  @Test
  void a_cut_migration_may_be_taken_back() throws IOException {
    StoreContent before = make(ROCKS);
    wasCut(new Request(ROCKS, BESIDE, false), cutAt(4, new ArrayList<>()));
    assertThat(names(data())).contains("MIGRATING", "rocksdb", "node0.beside");
    assertThat(type()).isEqualTo("beside");

    migrate(new Request(BESIDE, ROCKS, false), Steps.UNCUT);

    assertThat(content()).isEqualTo(before);
    assertThat(names(data())).containsExactly("IDENTITY", "LOCK", "rocksdb");
  }

  @Test
  void a_back_end_in_memory_or_the_same_one_is_refused() throws IOException {
    make(ROCKS);

    assertThatThrownBy(() -> migrate(new Request(ROCKS, MEMORY, false), Steps.UNCUT))
        .isInstanceOf(UpkeepException.class)
        .hasMessageContaining("memory");
    assertThatThrownBy(() -> migrate(new Request(ROCKS, ROCKS, false), Steps.UNCUT))
        .isInstanceOf(UpkeepException.class)
        .hasMessageContaining("found the same");
  }

  @Test
  void a_folder_of_another_type_than_was_said_is_refused() throws IOException {
    make(ROCKS);

    assertThatThrownBy(() -> migrate(new Request(BESIDE, ROCKS, false), Steps.UNCUT))
        .isInstanceOf(UpkeepException.class)
        .hasMessageContaining("found rocksdb")
        .hasMessageContaining("--from");
  }

  @Test
  void a_store_of_the_wanted_type_that_no_migration_left_is_not_touched() throws IOException {
    StoreContent before = make(ROCKS);
    Files.createDirectory(data().resolve("node0.beside"));

    assertThatThrownBy(() -> migrate(new Request(ROCKS, BESIDE, false), Steps.UNCUT))
        .isInstanceOf(UpkeepException.class)
        .hasMessageContaining("node0.beside");
    assertThat(content()).isEqualTo(before);
    assertThat(data().resolve("node0.beside")).exists();
  }

  @Test
  void a_node_that_runs_is_left_alone() throws IOException {
    make(ROCKS);
    try (StoppedNode node = StoppedNode.open(nodeFolder(), UpkeepFixture::installed)) {
      assertThat(node.identity().validator()).isEqualTo(NODE0);

      assertThatThrownBy(() -> migrate(new Request(ROCKS, BESIDE, false), Steps.UNCUT))
          .isInstanceOf(DataFolderException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("--url");
    }
  }

  private boolean wasCut(Request request, Steps steps) {
    try {
      migrate(request, steps);
      return false;
    } catch (Cut e) {
      return true;
    }
  }

  private Optional<StoreContent> migrate(Request request, Steps steps) {
    return migrate(request, steps, Progress.NONE);
  }

  private Optional<StoreContent> migrate(Request request, Steps steps, Progress progress) {
    try (StoppedNode node = StoppedNode.open(nodeFolder(), UpkeepFixture::installed)) {
      return new Migration(node, request, steps).run(progress);
    }
  }

  private void delete(String name) throws IOException {
    FolderTree.delete(data().resolve(name));
  }
}
