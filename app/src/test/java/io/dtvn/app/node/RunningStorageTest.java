package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.app.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The storage commands on a node that runs: it does the work itself and goes on serving. */
class RunningStorageTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "boltdb"})
  void a_running_node_backs_up_compacts_and_checks_itself(String type) throws Exception {
    if (type.equals("boltdb")) {
      NativeStorage.assumeThere();
    }
    Path data = folder.resolve("node0");
    try (NodeProcess node = NodeProcess.start(data, "--set=storage.type=" + type)) {
      NodeHttp http = node.awaitReady();
      String url = http.url();
      assertThat(http.ticket("validate", "L-1").status()).isEqualTo(200);
      assertThat(http.ticket("consume", "L-1").status()).isEqualTo(200);

      Cli.Result backup = Cli.run("storage", "backup", "--to", "first", "--url", url);
      Cli.Result again = Cli.run("storage", "backup", "--to", "first", "--url", url);
      Cli.Result elsewhere = Cli.run("storage", "backup", "--to", "../first", "--url", url);
      Cli.Result compacted = Cli.run("storage", "compact", "--json", "--url", url);
      Cli.Result checked = Cli.run("storage", "check", "--url", url);
      Cli.Result stats = Cli.run("storage", "stats", "--url", url);

      assertThat(backup.code()).as("%s", backup).isZero();
      assertThat(backup.out()).contains(data.resolve("backups/first") + ", at the node");
      assertThat(again.code()).isEqualTo(1);
      assertThat(again.err()).contains("found that it exists; choose another name");
      assertThat(elsewhere.code()).isEqualTo(1);
      assertThat(elsewhere.err()).contains("path: want the name of a file");
      assertThat(compacted.out()).contains("\"bytes_before\":").contains("\"bytes_after\":");
      assertThat(checked.out()).contains("tickets: 1").endsWith("whole\n");
      assertThat(stats.out()).contains("CONSUMED       1").contains("write=");
      assertThat(http.ticket("validate", "L-2").status()).isEqualTo(200);
      assertThat(node.terminate()).isZero();
    }
    assertThat(names(folder)).containsExactly("node0");
    restored(data.resolve("backups/first"), type);
  }

  @Test
  void a_backup_that_could_take_the_stores_last_room_is_refused() throws Exception {
    Path data = folder.resolve("node0");
    try (SmallDisk _ = smallDisk(data);
        NodeProcess node = NodeProcess.start(data)) {
      NodeHttp http = node.awaitReady();

      Cli.Result backup = Cli.run("storage", "backup", "--url", http.url());

      assertThat(backup.code()).isEqualTo(1);
      assertThat(backup.err()).contains("bytes free, so that the store does not run out of them");
      assertThat(http.ticket("validate", "L-1").status()).isEqualTo(200);
      assertThat(node.terminate()).isZero();
    }
  }

  private static SmallDisk smallDisk(Path data) {
    try {
      return SmallDisk.mount(data, 48);
    } catch (IOException e) {
      assertThat(Boolean.getBoolean("dtvn.require.faults")).as("%s", e).isFalse();
      return Assumptions.abort("a small file system may not be mounted here: " + e.getMessage());
    }
  }

  /** What was backed up goes on in another back end, and knows what was admitted before. */
  private void restored(Path backup, String type) throws Exception {
    String other = type.equals("rocksdb") ? "boltdb" : "rocksdb";
    Path data = folder.resolve("restored");
    assertThat(Cli.run("storage", "check", backup.toString()).out()).endsWith("whole\n");
    if (other.equals("boltdb")) {
      NativeStorage.assumeThere();
    }
    Cli.Result restore =
        Cli.run(
            "storage",
            "restore",
            backup.toString(),
            "--data-dir=" + data,
            "--storage=" + other,
            "--total-nodes=1",
            "--accept-loss");
    assertThat(restore.code()).as("%s", restore).isZero();
    try (NodeProcess node = NodeProcess.start(data, "--set=storage.type=" + other)) {
      NodeHttp http = node.awaitReady();
      assertThat(http.ticket("consume", "L-1").text()).contains("ALREADY_ADMITTED");
      assertThat(http.ticket("consume", "L-2").status()).isEqualTo(404);
    }
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
