package io.dtvn.benchmarks.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

  private static final int OK = 0;
  private static final int NOTHING_MEASURED = 1;
  private static final int USAGE = 2;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void each_phase_is_in_the_report_of_a_back_end_in_a_process_of_its_own() throws IOException {
    assertThat(bench("--type=rocksdb,memory", "--json")).isEqualTo(OK);

    JsonNode results = JsonMapper.builder().build().readTree(out.toString());
    assertThat(results).hasSize(2);
    JsonNode rocksdb = results.get(0);
    assertThat(rocksdb.get("type").asText()).isEqualTo("rocksdb");
    assertThat(rocksdb.get("tickets").asLong()).isEqualTo(512);
    assertThat(rocksdb.at("/journal_idle/count").asLong()).isPositive();
    assertThat(rocksdb.at("/journal_while_executing/count").asLong()).isPositive();
    assertThat(rocksdb.at("/synced_commits_by_writers/2/count").asLong()).isPositive();
    assertThat(rocksdb.get("rss_mib").asLong()).isPositive();
    assertThat(rocksdb.get("cuts").asLong()).isEqualTo(3);
    // Ticket, history, operation, leaf or its change for each ticket, and what batches have.
    assertThat(rocksdb.get("scan_entries").asLong()).isGreaterThan(4 * 512);
    assertThat(results.get(1).get("type").asText()).isEqualTo("memory");
    assertThat(filesLeft()).isZero();
  }

  @Test
  void one_back_end_may_be_measured_in_this_process() throws IOException {
    assertThat(bench("--type=rocksdb", "--in-process")).isEqualTo(OK);

    assertThat(filesLeft()).isZero();
    assertThat(out.toString()).contains("rocksdb").contains("journal idle p99 ms");
  }

  @Test
  void a_back_end_that_is_not_installed_is_told_and_skipped() {
    assertThat(bench("--type=clay_tablets")).isEqualTo(NOTHING_MEASURED);

    assertThat(err.toString()).contains("clay_tablets: not installed, skipped");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--tickets=0",
        "--records-per-commit=257",
        "--writers=0",
        "--duration=0s",
        "--cuts=-1",
        "--type=rocksdb,memory"
      })
  void what_cannot_be_measured_is_wrong_usage(String option) {
    assertThat(bench("--in-process", "--type=memory", option)).isEqualTo(USAGE);

    assertThat(err.toString()).contains("want");
  }

  private long filesLeft() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      return left.count();
    }
  }

  private int bench(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    addUnlessGiven(arguments, "--tickets=512");
    addUnlessGiven(arguments, "--writers=2");
    addUnlessGiven(arguments, "--duration=100ms");
    addUnlessGiven(arguments, "--cuts=3");
    arguments.add("--heap=128m");
    arguments.add("--dir=" + directory);
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments.toArray(String[]::new));
  }

  private static void addUnlessGiven(List<String> arguments, String option) {
    String name = option.substring(0, option.indexOf('='));
    if (arguments.stream().noneMatch(given -> given.startsWith(name + "="))) {
      arguments.add(option);
    }
  }
}
