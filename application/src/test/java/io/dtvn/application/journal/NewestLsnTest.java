package io.dtvn.application.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestLsnTest {

  private static final int SECOND_SLOT = 512;

  @TempDir Path folder;

  @Test
  void it_says_what_was_written_last() {
    written(1, 2, 3);

    assertThat(read()).isEqualTo(3);
  }

  @Test
  void a_new_one_says_nothing() {
    assertThat(read()).isZero();
  }

  @Test
  void a_torn_write_leaves_the_one_before_it() throws IOException {
    written(7, 8);
    spoil(SECOND_SLOT + 3);

    assertThat(read()).isEqualTo(7);
  }

  @Test
  void after_a_torn_write_the_torn_slot_is_the_next_to_be_written() throws IOException {
    written(7, 8);
    spoil(SECOND_SLOT + 3);
    written(9);
    spoil(SECOND_SLOT + 3);

    assertThat(read()).isEqualTo(7);
  }

  @Test
  void two_torn_slots_say_nothing() throws IOException {
    written(7, 8);
    spoil(3);
    spoil(SECOND_SLOT + 3);

    assertThat(read()).isZero();
  }

  private Path file() {
    return folder.resolve("newest-lsn");
  }

  private void written(long... lsns) {
    try (NewestLsn note = NewestLsn.open(file())) {
      note.read();
      for (long lsn : lsns) {
        note.write(lsn);
      }
    }
  }

  private long read() {
    try (NewestLsn note = NewestLsn.open(file())) {
      return note.read().orElse(0);
    }
  }

  private void spoil(int at) throws IOException {
    byte[] content = Files.readAllBytes(file());
    content[at] ^= 1;
    Files.write(file(), content);
  }
}
