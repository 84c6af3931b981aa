package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.app.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tickets of a database that the predecessor's library wrote: see src/test/go. */
class ImportPredecessorTest {

  private static final Path FILE = Path.of("src/test/resources/predecessor/node0.db");

  @TempDir Path data;
  @TempDir Path other;

  @BeforeAll
  static void needsBbolt() {
    NativeStorage.assumeThere();
  }

  @Test
  void each_ticket_is_issued_and_stands_where_it_stood_however_often_it_is_imported()
      throws Exception {
    byte[] before = Files.readAllBytes(FILE);
    try (NodeProcess node = NodeProcess.start(data)) {
      String url = node.awaitReady().url();

      Cli.Result first = run("--url", url);
      Cli.Result second = run("--json", "--url", url);

      assertThat(first.code()).isEqualTo(1); // two entries are no tickets
      assertThat(first.out())
          .contains("202 rows: 200 created, 0 unchanged, 2 failed, 150 moved to their state");
      assertThat(first.err())
          .contains("GARBLED: want JSON")
          .contains("ODD: state 'LOST': want ISSUED, VALIDATED, CONSUMED or DISPUTED");
      assertThat(second.out())
          .contains("\"created\":0,\"unchanged\":200,\"failed\":2")
          .contains("\"metadata_left_behind\":1");
      assertThat(show("OLD-000", url)).contains("ISSUED").contains("c2VhdCAw");
      assertThat(show("OLD-001", url)).contains("VALIDATED");
      assertThat(show("OLD-002", url)).contains("CONSUMED");
      assertThat(show("OLD-003", url)).contains("DISPUTED");
      assertThat(Cli.run("ticket", "admit", "OLD-002", "--url", url).err())
          .contains("ALREADY_ADMITTED");
    }
    assertThat(Files.readAllBytes(FILE)).isEqualTo(before);
  }

  @Test
  void what_was_consumed_is_admitted_nowhere_even_if_another_file_had_it_otherwise()
      throws Exception {
    try (NodeProcess node = NodeProcess.start(data)) {
      String url = node.awaitReady().url();
      Path seat = Files.writeString(other.resolve("seat"), "another seat");
      Cli.run("ticket", "issue", "OLD-002", "--data-file", seat.toString(), "--url", url);
      Cli.run("ticket", "validate", "OLD-002", "--url", url);
      Cli.run("ticket", "issue", "OLD-006", "--data-file", seat.toString(), "--url", url);

      Cli.Result imported = run("--url", url);

      assertThat(imported.code()).isEqualTo(1);
      assertThat(imported.err())
          .contains("OLD-002: ID_CONFLICT; it is CONSUMED now")
          .contains("OLD-006: ID_CONFLICT; it is CONSUMED now");
      assertThat(show("OLD-002", url)).contains("CONSUMED");
      assertThat(show("OLD-006", url)).contains("CONSUMED");
    }
  }

  @Test
  void what_is_no_database_of_the_predecessor_is_refused_in_words() throws Exception {
    Path text = Files.writeString(data.resolve("a.db"), "no database".repeat(1_000));

    assertThat(Cli.run("storage", "import-predecessor", text.toString()).err()).contains("a.db");
    assertThat(Cli.run("storage", "import-predecessor", data + "/none.db").err())
        .contains("none.db");
  }

  private static Cli.Result run(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "storage";
    arguments[1] = "import-predecessor";
    arguments[2] = FILE.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return Cli.run(arguments);
  }

  private static String show(String ticket, String url) {
    return Cli.run("ticket", "show", ticket, "--json", "--url", url).out();
  }
}
