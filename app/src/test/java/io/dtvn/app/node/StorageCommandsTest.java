package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dtvn.app.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The storage commands on the folder of a node that has admitted a ticket and was stopped. */
class StorageCommandsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path data = Path.of("");
  private static Path backup = Path.of("");

  @BeforeAll
  static void work() throws Exception {
    data = shared.resolve("node0");
    backup = shared.resolve("node0.dtvn-backup");
    try (NodeProcess node = NodeProcess.start(data)) {
      String url = node.awaitReady().url();
      assertThat(Cli.run("ticket", "issue", "S-1", "--url", url).code()).isZero();
      assertThat(Cli.run("ticket", "admit", "S-1", "--key", "k", "--url", url).code()).isZero();

      Cli.Result held = storage("check", "--data-dir", data.toString());
      assertThat(held.code()).isEqualTo(1);
      assertThat(held.err()).contains("process " + node.pid()).contains("runs it");
      assertThat(node.terminate()).isZero();
    }
    Cli.Result made = storage("backup", "--data-dir", data.toString(), "--to", backup.toString());
    assertThat(made.code()).as(made.err()).isZero();
  }

  @Test
  void the_store_lies_in_the_data_folder_itself() {
    assertThat(data.resolve("rocksdb")).isDirectory();
    assertThat(data.resolve("store")).doesNotExist();
  }

  @Test
  void a_backup_says_what_it_is_of() throws IOException {
    JsonNode answer = json(storage("check", backup.toString(), "--json"));

    assertThat(answer.path("whole").asBoolean()).isTrue();
    assertThat(answer.path("validator").asText()).isEqualTo("node0");
    assertThat(answer.path("last_executed").asLong()).isEqualTo(2);
    assertThat(answer.path("storage").asText()).isEqualTo("rocksdb");
    assertThat(answer.path("buckets").path("tickets").asLong()).isEqualTo(1);
    assertThat(answer.path("bytes").asLong()).isEqualTo(Files.size(backup));
    assertThat(storage("check", "--backup", backup.toString()).out())
        .contains("node0 of network development")
        .contains("whole");
  }

  @Test
  void a_damaged_backup_is_found_and_not_restored() throws IOException {
    byte[] bytes = Files.readAllBytes(backup);
    bytes[bytes.length / 3] ^= 4;
    Path damaged = Files.write(folder.resolve("damaged"), bytes);

    Cli.Result checked = storage("check", damaged.toString());
    Cli.Result restored = restore(damaged, folder.resolve("new"), "--accept-loss");

    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.err()).contains(damaged.toString()).contains("want a whole backup");
    assertThat(restored.code()).isEqualTo(1);
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void no_backup_overwrites_a_file() {
    Cli.Result again = storage("backup", "--data-dir", data.toString(), "--to", backup.toString());

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("choose another name");
  }

  @Test
  void a_disk_that_is_full_leaves_nothing_of_a_backup() throws IOException {
    SmallDisk mounted;
    try {
      mounted = SmallDisk.mount(folder.resolve("disk"), 1);
    } catch (IOException e) {
      assertThat(Boolean.getBoolean("dtvn.require.interop")).as("%s", e).isFalse();
      assumeTrue(false, e.getMessage());
      return;
    }
    try (SmallDisk disk = mounted) {
      disk.fill();
      Path to = folder.resolve("disk").resolve("a.dtvn-backup");

      Cli.Result full = storage("backup", "--data-dir", data.toString(), "--to", to.toString());

      assertThat(full.code()).isEqualTo(1);
      assertThat(full.err()).contains("No space left on device").contains("free space");
      disk.free();
      assertThat(folder.resolve("disk")).isEmptyDirectory();
    }
  }

  @Test
  void a_store_is_checked_compacted_and_measured() throws IOException {
    JsonNode checked = json(storage("check", "--data-dir", data.toString(), "--json"));
    JsonNode compacted = json(storage("compact", "--data-dir", data.toString(), "--json"));
    JsonNode stats = json(storage("stats", "--data-dir", data.toString(), "--json"));

    assertThat(checked.path("whole").asBoolean()).isTrue();
    assertThat(checked.path("findings")).isEmpty();
    assertThat(compacted.path("bytes_before").asLong()).isPositive();
    assertThat(stats.path("tickets").asLong()).isEqualTo(1);
    assertThat(stats.path("buckets").path("history").path("entries").asLong()).isEqualTo(2);
    assertThat(stats.path("file_bytes").asLong()).isPositive();
    assertThat(storage("stats", "--data-dir", data.toString()).out())
        .contains("per ticket")
        .contains("consensus");
  }

  @Test
  void a_lone_validator_is_restored_only_with_the_loss_accepted_and_goes_on() throws Exception {
    Path restored = folder.resolve("restored");
    Cli.Result refused = restore(backup, restored);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("--accept-loss").contains("admitted again");
    assertThat(restored).doesNotExist();

    Cli.Result done = restore(backup, restored, "--accept-loss");

    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).contains("votes");
    assertThat(restore(backup, restored, "--accept-loss").err()).contains("want an empty one");
    try (NodeProcess node = NodeProcess.start(restored)) {
      String url = node.awaitReady().url();
      assertThat(Cli.run("ticket", "admit", "S-1", "--url", url).err())
          .contains("ALREADY_ADMITTED");
      assertThat(Cli.run("ticket", "admit", "S-1", "--key", "k", "--url", url).code()).isZero();
    }
  }

  @Test
  void the_backup_of_another_network_is_refused() {
    Path restored = folder.resolve("restored");

    Cli.Result refused = storage("restore", backup.toString(), "--data-dir", restored.toString());

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("want genesis");
    assertThat(restored).doesNotExist();
  }

  @Test
  void a_folder_that_is_no_nodes_is_refused_and_stays_empty() throws IOException {
    for (String command : List.of("check", "compact", "stats", "backup")) {
      Cli.Result refused = storage(command, "--data-dir", folder.toString());
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("IDENTITY").contains("--data-dir");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void wrong_usage_exits_with_2() {
    String path = data.toString();

    assertThat(storage("check").code()).isEqualTo(2);
    assertThat(storage("check", backup.toString(), "--data-dir", path).code()).isEqualTo(2);
    assertThat(storage("restore", backup.toString()).code()).isEqualTo(2);
    assertThat(storage("stats", "--data-dir", path, "--id", "node1").err())
        .contains("node1")
        .contains("node0");
    assertThat(storage("migrate", "--data-dir", path, "--from", "rocksdb", "--to", "rocksdb"))
        .matches(result -> result.code() == 2)
        .matches(result -> result.err().contains("found the same"));
    assertThat(storage("migrate", "--data-dir", path, "--from", "rocksdb", "--to", "floppy"))
        .matches(result -> result.code() == 2)
        .matches(result -> result.err().contains("floppy"));
  }

  @Test
  void nothing_migrates_into_memory() {
    Cli.Result refused =
        storage("migrate", "--data-dir", data.toString(), "--from", "rocksdb", "--to", "memory");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("outlives its process");
  }

  private static Cli.Result restore(Path file, Path to, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("restore", file.toString(), "--data-dir", to.toString(), "--total-nodes", "1"));
    arguments.addAll(List.of(more));
    return storage(arguments.toArray(String[]::new));
  }

  private static Cli.Result storage(String... arguments) {
    List<String> all = new ArrayList<>(List.of("storage"));
    all.addAll(List.of(arguments));
    return Cli.run(all.toArray(String[]::new));
  }

  private static JsonNode json(Cli.Result result) throws IOException {
    assertThat(result.code()).as(result.err()).isZero();
    return JSON.readTree(result.out());
  }
}
