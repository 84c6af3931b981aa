package io.dtvn.application.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever was done to a backup is seen before anything is made of it. */
class DamagedBackupTest extends BackupFixture {

  private byte[] whole = new byte[0];

  @BeforeEach
  void write() throws IOException {
    putSome();
    backUp(file());
    whole = Files.readAllBytes(file());
  }

  @Test
  void it_is_refused_wherever_it_is_cut() throws IOException {
    for (int end = 0; end < whole.length; end++) {
      refused(Arrays.copyOf(whole, end), "cut at " + end);
    }
  }

  @Test
  void it_is_refused_whichever_byte_is_flipped() throws IOException {
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      refused(flipped, "flipped at " + at);
    }
  }

  @Test
  void bytes_behind_its_end_are_refused() throws IOException {
    refused(Arrays.copyOf(whole, whole.length + 1), "longer");
  }

  @Test
  void a_length_beyond_its_limit_is_refused_before_anything_is_allocated() throws IOException {
    byte[] huge = whole.clone();
    ByteBuffer.wrap(huge).putInt(12, Integer.MAX_VALUE); // of the manifest
    Files.write(file(), huge);

    assertThatThrownBy(() -> new BackupFile(file()).verify(Work.SILENT))
        .hasMessageContaining("beyond");
  }

  @Test
  void entries_out_of_order_are_refused_however_well_they_are_sealed() throws IOException {
    try (Backup backup = Backup.begin(store, ORIGIN, NOW);
        OutputStream out = Files.newOutputStream(file())) {
      BackupWriter writer = new BackupWriter(out, backup.manifest());
      writer.add(0, new Scan.Entry(bytes("T1"), Bytes.EMPTY));
      writer.add(0, new Scan.Entry(bytes("T1"), Bytes.EMPTY));
      writer.finish();
    }

    assertThatThrownBy(() -> new BackupFile(file()).verify(Work.SILENT))
        .hasMessageContaining("key out of order");
  }

  @Test
  void another_kind_of_file_and_another_version_are_named() throws IOException {
    Files.writeString(file(), "ticket_id,data\nT-1,eA==\n");
    assertThatThrownBy(() -> new BackupFile(file()).verify(Work.SILENT))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("another kind of file");

    byte[] newer = whole.clone();
    newer[11] = 2;
    Files.write(file(), newer);
    assertThatThrownBy(() -> new BackupFile(file()).verify(Work.SILENT))
        .hasMessageContaining("version 2");
  }

  @Test
  void no_file_and_a_folder_are_named() {
    Path none = folder.resolve("none");

    assertThatThrownBy(() -> new BackupFile(none).verify(Work.SILENT))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(none.toString())
        .hasMessageContaining("found none");
    assertThatThrownBy(() -> new BackupFile(folder).verify(Work.SILENT))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(folder.toString());
  }

  private void refused(byte[] content, String how) throws IOException {
    Files.write(file(), content);
    assertThatThrownBy(() -> new BackupFile(file()).verify(Work.SILENT))
        .as(how)
        .isInstanceOf(BackupException.class);
  }
}
