package io.dtvn.application.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.StorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoragePlanTest {

  @TempDir Path data;

  @Test
  void the_store_is_in_the_data_folder_itself() {
    assertThat(StoragePlan.directory(data, "")).isEqualTo(data);
    assertThat(StoragePlan.directory(data, " ")).isEqualTo(data);
  }

  @Test
  void a_folder_of_the_older_layout_goes_on_being_used() throws IOException {
    Path older = Files.createDirectory(data.resolve("store"));

    assertThat(StoragePlan.directory(data, "")).isEqualTo(older);
  }

  @Test
  void what_is_configured_counts() throws IOException {
    Files.createDirectory(data.resolve("store"));

    assertThat(StoragePlan.directory(data, "fast/disk")).isEqualTo(data.resolve("fast/disk"));
  }

  @Test
  void its_size_is_that_of_its_own_files_at_any_depth() throws IOException {
    Files.write(data.resolve("log"), new byte[1000]);
    Files.write(data.resolve("single"), new byte[7]);
    Files.createDirectories(data.resolve("tree/branch"));
    Files.write(data.resolve("tree/leaf"), new byte[20]);
    Files.write(data.resolve("tree/branch/leaf"), new byte[300]);

    assertThat(new StoragePlan(new Named(), data, "node0").bytes()).isEqualTo(327);
  }

  /** Says which files it has. */
  private static final class Named implements StorageProvider {

    @Override
    public String name() {
      return "named";
    }

    @Override
    public List<String> files(String fileName) {
      return List.of("tree", "single", "absent");
    }

    @Override
    public KeyValueStore open(StorageConfig config) {
      throw new IllegalStateException("not opened here");
    }
  }
}
