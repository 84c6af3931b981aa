package io.dtvn.application.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path folder;

  @Test
  void a_file_is_made_and_replaced_and_no_draft_is_left() throws Exception {
    Path file = folder.resolve("f");

    WholeFile.write(file, "a long first text");
    WholeFile.write(file, "ä");

    assertThat(Files.readString(file)).isEqualTo("ä");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void a_draft_that_was_left_behind_is_overwritten() throws Exception {
    Files.writeString(folder.resolve("f.new"), "half of something longer than what comes");

    WholeFile.write(folder.resolve("f"), "new");

    assertThat(Files.readString(folder.resolve("f"))).isEqualTo("new");
  }

  @Test
  void what_cannot_be_replaced_stays() throws Exception {
    Path file = folder.resolve("f");
    WholeFile.write(file, "old");
    Files.createDirectory(folder.resolve("f.new"));

    assertThatThrownBy(() -> WholeFile.write(file, "new")).isInstanceOf(IOException.class);

    assertThat(Files.readString(file)).isEqualTo("old");
  }
}
