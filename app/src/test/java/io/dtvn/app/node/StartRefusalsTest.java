package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that must not start says why, with an exit code, and leaves everything as it was. */
class StartRefusalsTest {

  @TempDir Path folder;

  @Test
  void a_port_in_use_is_named() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        NodeProcess node =
            NodeProcess.start(folder.resolve("d"), "-api-port=" + taken.getLocalPort())) {
      assertThat(node.awaitExit()).isEqualTo(1);
      assertThat(node.output()).contains(Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void a_folder_that_another_process_holds_is_refused() throws Exception {
    Path data = folder.resolve("d");
    try (NodeProcess holder = NodeProcess.start(data)) {
      holder.awaitReady();
      try (NodeProcess second = NodeProcess.start(data, "--set=storage.timeout=100ms")) {
        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.output()).contains(data.toString());
      }
      assertThat(holder.http().isReady()).isTrue();
    }
  }

  @Test
  void a_folder_of_another_validator_or_network_is_refused_with_both_names() throws Exception {
    Path data = folder.resolve("d");
    runOnce(data);

    try (NodeProcess other = NodeProcess.start(data, "-id=gate0")) {
      assertThat(other.awaitExit()).isEqualTo(1);
      assertThat(other.output()).contains("node0").contains("gate0");
    }
    try (NodeProcess other = NodeProcess.start(data, Map.of("DTVN_KEY_SEED", "pepper"))) {
      assertThat(other.awaitExit()).isEqualTo(1);
      assertThat(other.output()).contains("genesis");
    }
    try (NodeProcess other = NodeProcess.start(data, "--set=storage.type=memory")) {
      assertThat(other.awaitExit()).isEqualTo(1);
      assertThat(other.output()).contains("rocksdb").contains("memory");
    }
    try (NodeProcess same = NodeProcess.start(data)) {
      same.awaitReady();
    }
  }

  @Test
  void a_store_that_is_gone_beside_an_old_identity_is_refused_with_what_to_do() throws Exception {
    Path data = folder.resolve("d");
    runOnce(data);
    delete(data.resolve("rocksdb"));

    try (NodeProcess node = NodeProcess.start(data)) {
      assertThat(node.awaitExit()).isEqualTo(1);
      assertThat(node.output()).containsIgnoringCase("restore");
    }
  }

  private static void runOnce(Path data) throws Exception {
    try (NodeProcess node = NodeProcess.start(data)) {
      assertThat(node.awaitReady().ticket("validate", "T-1").status()).isEqualTo(200);
      assertThat(node.terminate()).isZero();
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
