package io.dtvn.adapters.storage.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotFileTest {

  private static final int SLOT_BYTES = 5;

  @TempDir private Path directory;
  private Path path;

  @BeforeEach
  void create() throws IOException {
    path = directory.resolve("fact");
    SlotFile.create(path, fact(1));
  }

  @Test
  void the_newest_fact_is_read_after_any_number_of_writes() throws IOException {
    assertThat(read()).isEqualTo("1");
    for (int i = 2; i < 300; i++) {
      try (SlotFile file = SlotFile.open(path, 1)) {
        file.read();
        file.write(fact(i & 0xFF));
      }
      assertThat(read()).isEqualTo("" + Math.min(i, 0xFF));
    }
  }

  @Test
  void a_torn_slot_leaves_the_fact_before_it() throws IOException {
    write(2);
    byte[] whole = Files.readAllBytes(path);
    for (int position = 0; position < whole.length; position++) {
      byte[] torn = whole.clone();
      torn[position] ^= 1;
      Files.write(path, torn);
      boolean newest = position / SLOT_BYTES == (whole[0] == 2 ? 0 : 1);
      assertThat(read()).isEqualTo(newest ? "1" : "2");
      write(3); // takes the torn one's place
      assertThat(read()).isEqualTo("3");
      assertThat(Files.readAllBytes(path)).contains(newest ? (byte) 1 : (byte) 2);
    }
  }

  @Test
  void without_a_whole_slot_there_is_no_fact() throws IOException {
    Files.write(path, new byte[2 * SLOT_BYTES - 1]);
    assertThat(read()).isEqualTo("none");
    Files.write(path, new byte[0]);
    assertThat(read()).isEqualTo("none");
  }

  @Test
  void a_missing_file_is_not_made_anew() throws IOException {
    Files.delete(path);
    assertThatThrownBy(() -> SlotFile.open(path, 1)).isInstanceOf(IOException.class);
    assertThat(path).doesNotExist();
  }

  private void write(int value) throws IOException {
    try (SlotFile file = SlotFile.open(path, 1)) {
      file.read();
      file.write(fact(value));
    }
  }

  private String read() throws IOException {
    try (SlotFile file = SlotFile.open(path, 1)) {
      return file.read().map(fact -> "" + (fact[0] & 0xFF)).orElse("none");
    }
  }

  private static byte[] fact(int value) {
    return new byte[] {(byte) value};
  }
}
