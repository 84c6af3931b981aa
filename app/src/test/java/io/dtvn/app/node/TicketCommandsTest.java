package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.app.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ticket commands against a node that runs. */
class TicketCommandsTest {

  @TempDir static Path data;
  @TempDir Path files;

  private static NodeProcess node;
  private static String url;

  @BeforeAll
  static void start() throws Exception {
    node = NodeProcess.start(data);
    url = node.awaitReady().url();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void a_ticket_is_issued_admitted_once_and_shown() {
    assertThat(Cli.run("ticket", "issue", "C 1/ä+%", "--url", url).out()).contains("issued");
    assertThat(Cli.run("ticket", "issue", "C 1/ä+%", "--url", url).out()).contains("unchanged");
    assertThat(Cli.run("ticket", "admit", "C 1/ä+%", "--gate", "A", "--url", url).code()).isZero();

    Cli.Result again = Cli.run("ticket", "admit", "C 1/ä+%", "--url", url);

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("ALREADY_ADMITTED");
    Cli.Result shown = Cli.run("ticket", "show", "C 1/ä+%", "--url", url);
    assertThat(shown.out()).contains("CONSUMED").contains("ADMIT").contains("at A");
    assertThat(Cli.run("ticket", "show", "C 1/ä+%", "--linear", "--json", "--url", url).out())
        .contains("\"State\":\"CONSUMED\"");
  }

  @Test
  void the_same_key_gets_the_first_answer_again() {
    Cli.run("ticket", "issue", "C-2", "--url", url);
    Cli.Result first = Cli.run("ticket", "admit", "C-2", "--key", "k", "--json", "--url", url);
    Cli.Result second = Cli.run("ticket", "admit", "C-2", "--key", "k", "--json", "--url", url);

    assertThat(second.code()).isZero();
    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  void validate_consume_and_dispute_move_a_ticket() {
    assertThat(Cli.run("ticket", "validate", "C-3", "--url", url).out()).contains("validated");
    assertThat(Cli.run("ticket", "consume", "C-3", "--url", url).out()).contains("consumed");
    assertThat(Cli.run("ticket", "dispute", "C-3", "--url", url).out()).contains("disputed");
    assertThat(Cli.run("ticket", "admit", "C-3", "--url", url).err()).contains("DISPUTED");
    assertThat(Cli.run("ticket", "show", "C-none", "--url", url).code()).isEqualTo(1);
  }

  @Test
  void an_import_issues_every_row_names_bad_ones_and_can_be_repeated() throws Exception {
    Path file = files.resolve("tickets.csv");
    String rows =
        IntStream.range(0, 2_000).mapToObj(i -> "I-" + i).collect(Collectors.joining("\n"));
    Files.writeString(file, "ticket_id\n" + rows + "\nbad\u0007id\n");

    Cli.Result first = Cli.run("ticket", "import", file.toString(), "--url", url);
    Cli.Result second = Cli.run("ticket", "import", file.toString(), "--json", "--url", url);

    assertThat(first.code()).isEqualTo(1); // one row was bad
    assertThat(first.out()).contains("2,001 rows: 2,000 created, 0 unchanged, 1 failed");
    assertThat(first.err()).contains("line 2002: ").contains("control characters");
    assertThat(second.out())
        .contains("\"created\":0,\"unchanged\":2000,\"failed\":1")
        .contains("\"line\":2002");
  }
}
