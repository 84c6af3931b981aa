package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.app.cli.Cli;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network whose validators keep their state in different back ends: the state is the same, and
 * one of them that moves to the other back end remains a voter.
 */
class MixedStorageTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int TICKETS = 150;
  private static final List<String> TYPES = List.of("rocksdb", "boltdb", "rocksdb", "boltdb");

  @TempDir Path folder;

  @BeforeAll
  static void needsBothBackEnds() {
    NativeStorage.assumeThere();
  }

  @Test
  void two_on_rocksdb_and_two_on_bbolt_agree_and_go_on_agreeing_after_one_has_migrated()
      throws Exception {
    try (Terminals terminals = new Terminals(folder)) {
      List<NodeProcess> nodes = new ArrayList<>();
      for (int i = 0; i < TYPES.size(); i++) {
        nodes.add(terminals.validator(i, "--set=storage.type=" + TYPES.get(i)));
      }
      List<NodeHttp> http = new ArrayList<>(nodes.stream().map(NodeProcess::awaitReady).toList());
      race("A", http);
      new Agreement(http).await(PATIENCE);

      assertThat(nodes.get(2).terminate()).isZero();
      migrate(terminals.folder(2), "rocksdb", "boltdb");
      http.set(2, terminals.validator(2, "--set=storage.type=boltdb").awaitReady());
      Terminals.awaitStatus(http.get(0), "node2 ", "votes");
      race("B", http);
      assertThat(new Agreement(http).await(PATIENCE).rootAt()).isPositive();
      assertThat(http.get(2).get("/api/v1/stats").text()).contains("\"role\":\"VALIDATOR\"");
    }
  }

  private static void migrate(Path data, String from, String to) {
    Cli.Result migrated =
        Cli.run("storage", "migrate", "--data-dir", data.toString(), "--from", from, "--to", to);
    assertThat(migrated.code()).as("%s", migrated).isZero();
  }

  /** Shows tickets at all nodes at once. */
  private static void race(String prefix, List<NodeHttp> nodes) throws InterruptedException {
    List<String> tickets = IntStream.range(0, TICKETS).mapToObj(i -> prefix + "-" + i).toList();
    tickets.forEach(
        ticket ->
            assertThat(
                    nodes.getFirst().post("/api/v1/tickets", "{\"ticket_id\":\"" + ticket + "\"}"))
                .matches(reply -> reply.status() == 201));
    List<Gate> gates = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      gates.add(new Gate(i, URI.create(nodes.get(i).url())));
    }
    try {
      AdmissionRace race = new AdmissionRace(gates);
      race.run(tickets);
      assertThat(race.violations()).isEmpty();
      assertThat(race.admitted()).isEqualTo(TICKETS);
    } finally {
      gates.forEach(Gate::close);
    }
  }
}
