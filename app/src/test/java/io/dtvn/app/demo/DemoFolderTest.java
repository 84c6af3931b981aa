package io.dtvn.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may take an empty folder for a first start. */
class DemoFolderTest {

  @TempDir Path data;

  @Test
  void a_validator_that_has_served_is_known_for_ever() {
    try (DemoFolder folder = DemoFolder.open(plan(4), true)) {
      assertThat(folder.mayBeFirstStart("node1")).isTrue();
      folder.serves("node1");
      assertThat(folder.mayBeFirstStart("node1")).isFalse();
      assertThat(folder.mayBeFirstStart("node2")).isTrue();
    }
    try (DemoFolder again = DemoFolder.open(plan(4), true)) {
      assertThat(again.mayBeFirstStart("node1")).isFalse();
      assertThat(again.mayBeFirstStart("node2")).isTrue();
    }
  }

  @Test
  void what_is_stored_in_memory_begins_anew_with_the_demo_and_not_with_the_validator() {
    try (DemoFolder folder = DemoFolder.open(plan(4), false)) {
      folder.serves("node1");
      assertThat(folder.mayBeFirstStart("node1")).isFalse();
    }
    try (DemoFolder again = DemoFolder.open(plan(4), false)) {
      assertThat(again.mayBeFirstStart("node1")).isTrue();
    }
  }

  @Test
  void a_lone_validator_in_memory_has_nobody_to_contradict() {
    try (DemoFolder folder = DemoFolder.open(plan(1), false)) {
      folder.serves("node0");
      assertThat(folder.mayBeFirstStart("node0")).isTrue();
    }
  }

  @Test
  void an_orderly_end_is_told_from_a_kill() {
    DemoFolder.open(plan(4), true).close();
    try (DemoFolder after = DemoFolder.open(plan(4), true)) {
      assertThat(after.wasLeftBehind()).isFalse();
    }
  }

  @Test
  void a_folder_of_something_else_is_refused_and_left_as_it_was() throws IOException {
    Files.writeString(data.resolve("thesis.tex"), "chapter 1");

    assertThatThrownBy(() -> DemoFolder.open(plan(4), true))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("[thesis.tex]");

    assertThat(data.toFile().list()).containsExactly("thesis.tex");
  }

  @Test
  void a_first_start_that_was_cut_short_can_be_repeated() throws IOException {
    Files.writeString(data.resolve("demo.properties.new"), "nodes");

    DemoFolder.open(plan(4), true).close();

    assertThat(data.resolve("demo.properties")).exists();
  }

  @Test
  void what_cannot_be_noted_is_known_all_the_same_and_noted_later() throws IOException {
    try (DemoFolder folder = DemoFolder.open(plan(4), true)) {
      Path obstacle = Files.createDirectory(data.resolve("demo.properties.new"));
      assertThatThrownBy(() -> folder.serves("node1"))
          .isInstanceOf(DemoException.class)
          .hasMessageContaining("node1");
      assertThat(folder.mayBeFirstStart("node1")).isFalse();

      Files.delete(obstacle);
      folder.serves("node1");
    }
    try (DemoFolder again = DemoFolder.open(plan(4), true)) {
      assertThat(again.mayBeFirstStart("node1")).isFalse();
    }
  }

  private DemoPlan plan(int nodes) {
    return new DemoPlan(nodes, data, new DemoPlan.Ports(8080, 4001), "rocksdb", false);
  }
}
