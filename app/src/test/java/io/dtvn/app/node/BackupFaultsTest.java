package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a backup must be able to bear while tickets are shown at all four nodes: no ticket is
 * admitted twice, the others go on, and it comes back to the same state. One network bears it all,
 * one after the other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupFaultsTest {

  private static final int NODES = 4;
  private static final int TICKETS = 120;

  /** Less than what the store would take in advance, so that a full one is noticed soon. */
  private static final int DISK_MEGABYTES = 12;

  @TempDir static Path folder;

  private static String whyNoDisk = "";
  private static @Nullable SmallDisk disk;
  private static DemoProcess demo;

  @BeforeAll
  static void start() throws IOException {
    Path data = Files.createDirectories(folder.resolve("d"));
    Files.writeString(data.resolve("demo.properties"), "nodes=4\nstorage=rocksdb\nborn=\n");
    try {
      disk = SmallDisk.mount(data.resolve("node3"), DISK_MEGABYTES);
    } catch (IOException e) {
      whyNoDisk = "a small file system may not be mounted here: " + e.getMessage();
    }
    demo = DemoProcess.start(data, Ports.free(NODES));
    demo.awaitLines("ready ", 1);
    for (int node = 0; node < NODES; node++) {
      new Victim(demo, node).awaitReady();
    }
  }

  @AfterAll
  static void stop() throws IOException {
    demo.close();
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  @Order(1)
  void one_that_is_killed_comes_back() throws Exception {
    check(run("K", new FaultedRace.Plan(Fault.KILL, 1)));
    assertThat(demo.lines("node1 was killed")).hasSize(1);
  }

  @Test
  @Order(2)
  void one_that_is_stopped_and_continued_catches_up() throws Exception {
    check(run("S", new FaultedRace.Plan(Fault.STOP, 2)));
    assertThat(demo.lines("node2 was")).isEmpty();
  }

  @Test
  @Order(3)
  void one_without_space_stops_with_the_reason_and_comes_back_once_there_is_some()
      throws Exception {
    SmallDisk small = disk;
    if (small == null) {
      assertThat(Boolean.getBoolean("dtvn.require.interop")).as("%s", whyNoDisk).isFalse();
      assumeTrue(false, whyNoDisk);
      return;
    }
    check(
        run(
            "F",
            new FaultedRace.Plan(Fault.FULL_DISK, List.of(3), Duration.ZERO, Optional.of(small))));
    assertThat(demo.output())
        .contains("node3 ended with exit code 1; the end of its log:", "free space, then start");
  }

  @Test
  @Order(4)
  void one_whose_folder_was_emptied_is_a_learner_that_never_votes() throws Exception {
    check(run("E", new FaultedRace.Plan(Fault.EMPTY, 3)));

    assertThat(new Victim(demo, 3).votesSent()).isEmpty();
    assertThat(new Victim(demo, 2).votesSent()).isNotEmpty();
    assertThat(Terminals.status(demo.node(3))).contains("learner: may not vote in this epoch");
  }

  private static FaultedRace.Findings run(String prefix, FaultedRace.Plan plan) throws Exception {
    List<String> tickets = IntStream.range(0, TICKETS).mapToObj(i -> prefix + "-" + i).toList();
    return new FaultedRace(demo, NODES, plan).run(tickets, folder, _ -> {});
  }

  private static void check(FaultedRace.Findings found) {
    assertThat(found.violations()).as("%s", found).isEmpty();
    assertThat(found.admitted()).as("%s", found).isEqualTo(TICKETS);
    assertThat(found.whileFaulted()).as("%s", found).isPositive();
  }
}
