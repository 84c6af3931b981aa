package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code demo} as a person meets it: real processes, real ports. */
class DemoTest {

  @TempDir Path folder;

  private final Ports ports = Ports.free(4);

  @Test
  void a_validator_that_is_killed_is_named_and_comes_back_with_everything() throws Exception {
    Path data = folder.resolve("d");
    try (DemoProcess demo = DemoProcess.start(data, ports, "--nodes=1")) {
      demo.awaitLines("ready ", 1);
      assertThat(demo.lines("ready ")).containsExactly("ready " + demo.node(0).url());
      assertThat(demo.lines("node0 "))
          .anySatisfy(line -> assertThat(line).contains("primary", "12D3KooW", demo.node(0).url()));
      assertThat(demo.node(0).ticket("validate", "T-1").status()).isEqualTo(200);

      demo.child("node0").destroyForcibly();

      demo.awaitLines("node0 was killed; the end of its log:", 1);
      assertThat(demo.output()).contains("serving id=node0");
      demo.awaitLines("node0 is ready again", 1);
      assertThat(demo.node(0).ticket("consume", "T-1").status()).isEqualTo(200);
      assertThat(demo.terminate()).isZero();
      demo.awaitNoChild();
    }
  }

  @Test
  void the_same_folder_goes_on_and_another_network_in_it_is_refused() throws Exception {
    Path data = folder.resolve("d");
    try (DemoProcess first = DemoProcess.start(data, ports, "--nodes=1")) {
      first.awaitLines("ready ", 1);
      assertThat(first.node(0).ticket("validate", "T-1").status()).isEqualTo(200);
      try (DemoProcess second = DemoProcess.start(data, Ports.free(1), "--nodes=1")) {
        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.output()).contains("held by process", data.toString());
      }
      assertThat(first.terminate()).isZero();
    }
    try (DemoProcess other = DemoProcess.start(data, ports, "--nodes=4")) {
      assertThat(other.awaitExit()).isEqualTo(2);
      assertThat(other.output()).contains("--nodes 1");
    }
    try (DemoProcess again = DemoProcess.start(data, ports, "--nodes=1")) {
      again.awaitLines("ready ", 1);
      assertThat(again.node(0).ticket("consume", "T-1").status()).isEqualTo(200);
    }
  }

  @Test
  void validators_end_with_a_demo_that_is_killed_and_the_next_one_waits_for_them()
      throws Exception {
    Path data = folder.resolve("d");
    try (DemoProcess demo = DemoProcess.start(data, ports, "--nodes=1")) {
      demo.awaitLines("ready ", 1);
      demo.kill();
      try (DemoProcess next = DemoProcess.start(data, ports, "--nodes=1")) {
        next.awaitLines("ready ", 1);
      }
      demo.awaitNoChild();
    }
  }

  @Test
  void ports_in_use_are_all_named_before_anything_starts() throws Exception {
    try (ServerSocket api = new ServerSocket(ports.api() + 1, 1, InetAddress.getLoopbackAddress());
        ServerSocket peers =
            new ServerSocket(ports.peers() + 2, 1, InetAddress.getLoopbackAddress());
        DemoProcess demo = DemoProcess.start(folder.resolve("d"), ports)) {
      assertThat(demo.awaitExit()).isEqualTo(1);
      assertThat(demo.output())
          .contains("%d (API of node1)".formatted(api.getLocalPort()))
          .contains("%d (peers of node2)".formatted(peers.getLocalPort()));
      assertThat(folder.resolve("d").resolve("node0")).doesNotExist();
    }
  }

  @Test
  void a_folder_of_something_else_is_left_alone() throws Exception {
    Path data = Files.createDirectories(folder.resolve("d"));
    Files.writeString(data.resolve("IDENTITY"), "somebody's");
    try (DemoProcess demo = DemoProcess.start(data, ports)) {
      assertThat(demo.awaitExit()).isEqualTo(1);
      assertThat(demo.output()).contains("IDENTITY", "--data-dir");
    }
  }

  @Test
  void four_validators_in_one_process_agree() throws Exception {
    Path data = folder.resolve("d");
    try (DemoProcess demo = DemoProcess.start(data, ports, "--in-process")) {
      demo.awaitLines("ready ", 1);
      assertThat(demo.lines("node")).filteredOn(line -> line.contains("3 of 3 peers")).hasSize(4);
      assertThat(demo.node(0).ticket("validate", "T-1").status()).isEqualTo(200);
      assertThat(demo.node(3).ticket("consume", "T-1").status()).isEqualTo(200);
      assertThat(demo.node(1).ticket("consume", "T-1").status()).isEqualTo(409);
      assertThat(demo.terminate()).isZero();
    }
  }

  @Test
  void a_validator_whose_folder_was_emptied_does_not_vote_again() throws Exception {
    Path data = folder.resolve("d");
    try (DemoProcess demo = DemoProcess.start(data, ports, "--in-process")) {
      demo.awaitLines("ready ", 1);
      assertThat(demo.terminate()).isZero();
    }
    delete(data.resolve("node2"));
    try (DemoProcess demo = DemoProcess.start(data, ports, "--in-process")) {
      demo.awaitLines("ready ", 1);
      assertThat(demo.node(2).get("/health").json().path("role").asText()).isEqualTo("LEARNER");
      assertThat(demo.node(1).get("/health").json().path("role").asText()).isEqualTo("VALIDATOR");
      assertThat(demo.node(0).ticket("validate", "T-1").status()).isEqualTo(200);
    }
  }

  private static void delete(Path tree) throws Exception {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
