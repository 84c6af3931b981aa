package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that have a validator's key and yet are not the validator that the others count on, in
 * one network after the other: refused or alarmed, in words that tell an operator what it is.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FalseValidatorsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path folder;

  private static Terminals terminals;
  private static NodeProcess primary;
  private static NodeHttp backup;

  @BeforeAll
  static void start() throws IOException {
    terminals = new Terminals(folder);
    primary = terminals.validator(0);
    NodeProcess node1 = terminals.validator(1);
    terminals.validator(2);
    backup = node1.awaitReady();
  }

  @AfterAll
  static void stop() {
    terminals.close();
  }

  @Test
  @Order(1)
  void one_of_another_genesis_is_refused_and_both_hashes_are_named() throws Exception {
    try (NodeProcess other =
        terminals.validator(3, "--set=consensus.checkpoint_interval=32", "-dev")) {
      other.http();
      String ours = genesis(terminals.folder(0));
      String theirs = genesis(terminals.folder(3));
      assertThat(theirs).isNotEqualTo(ours);

      Terminals.awaitStatus(primary.http(), "refused since its start:", "wrong_genesis");
      Terminals.awaitStatus(primary.http(), "node3 ", "not connected");
      awaitOutput(primary, "genesis=" + theirs + " ours=" + ours);
      awaitOutput(other, "genesis=" + ours + " ours=" + theirs);
      assertThat(other.http().isReady()).isFalse();
    }
    assertThat(backup.ticket("validate", "T-1").status()).isEqualTo(200);
    empty(terminals.folder(3));
  }

  @Test
  @Order(2)
  void two_processes_with_one_identity_are_alarmed_of_and_harm_nobody() throws Exception {
    NodeProcess first = terminals.validator(3);
    first.awaitReady();
    assertThat(first.terminate()).isZero();
    Path copied = copy(terminals.folder(3), folder.resolve("copy"));
    first = terminals.validator(3);
    first.awaitReady();
    try (NodeProcess second = terminals.copy(copied, 3)) {
      Terminals.awaitStatus(backup, "node3 ", "ALARM: two processes run with its key");
      awaitOutput(primary, "two processes run with the key of this validator");
      awaitOutput(second, "another process has this validator's key");
      assertThat(backup.ticket("validate", "T-2").status()).isEqualTo(200);
      assertThat(backup.ticket("consume", "T-2").status()).isEqualTo(200);
    }
    first.awaitReady();
    new Agreement(List.of(backup, primary.http(), first.http())).awaitSamePlace(PATIENCE);
  }

  @Test
  @Order(3)
  void a_primary_that_lost_its_journal_stops_the_network_and_status_says_exactly_that()
      throws Exception {
    primary.kill();
    empty(terminals.folder(0));
    primary = terminals.validator(0, "--first-start=refuse");

    Terminals.awaitStatus(backup, "not ready: primary:", "the primary node0 lost its journal");
    Terminals.awaitStatus(backup, "node0 ", "learner: may not vote in this epoch");
    Terminals.awaitStatus(
        primary.http(), "not ready: primary:", "the primary node0 lost its journal");
    assertThat(primary.http().isReady()).isFalse();
    assertThat(backup.isReady()).isFalse();
  }

  private static void awaitOutput(NodeProcess node, String words) {
    Await.until(
        PATIENCE,
        () -> node.output().contains(words),
        () -> "want '%s', found:%n%s".formatted(words, node.output()));
  }

  private static String genesis(Path data) throws IOException {
    return Files.readAllLines(data.resolve("IDENTITY")).stream()
        .filter(line -> line.startsWith("genesis="))
        .map(line -> line.substring("genesis=".length()))
        .findAny()
        .orElseThrow();
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }

  private static void empty(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
