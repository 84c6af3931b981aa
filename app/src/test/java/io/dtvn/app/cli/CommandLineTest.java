package io.dtvn.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void one_dash_and_two_with_blank_or_equals_sign_mean_the_same() {
    Map<String, String> expected =
        Map.of(
            "node.id", "node1",
            "network.listen_port", "4002",
            "api.port", "8081",
            "node.data_dir", "./d",
            "consensus.total_nodes", "4",
            "consensus.is_primary", "true",
            "network.bootstrap_mode", "true",
            "network.bootstrap_peers", "/ip4/127.0.0.1/tcp/4001");

    assertThat(
            keys(
                "-id node1 -port 4002 -api-port 8081 -data-dir ./d -total-nodes 4 -primary"
                    + " -bootstrap-node -bootstrap /ip4/127.0.0.1/tcp/4001"))
        .isEqualTo(expected);
    assertThat(
            keys(
                "--id=node1 --port=4002 -api-port=8081 --data-dir=./d --total-nodes=4"
                    + " --primary=true -bootstrap-node=true --bootstrap=/ip4/127.0.0.1/tcp/4001"))
        .isEqualTo(expected);
  }

  @Test
  void a_flag_can_be_switched_off() {
    assertThat(keys("-primary=false")).containsEntry("consensus.is_primary", "false");
  }

  @Test
  void any_key_can_be_set() {
    assertThat(keys("--set storage.type=memory --set api.port=1 --json"))
        .containsEntry("storage.type", "memory")
        .containsEntry("api.port", "1")
        .containsEntry("logging.format", "json");
  }

  @Test
  void every_command_has_help_and_every_one_that_answers_has_json() {
    List<String> missing = new ArrayList<>();
    visit(Main.commandLine(), "", missing);

    assertThat(missing).isEmpty();
  }

  @Test
  void wrong_usage_exits_with_2_and_says_what_is_wanted() {
    assertThat(run("validator", "--nonsense")).isEqualTo(2);
    assertThat(err.toString()).contains("--nonsense");
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("want a command").contains("validator");
    assertThat(run("ticket")).isEqualTo(2);
  }

  @Test
  void bad_configuration_exits_with_2_and_names_the_key() {
    assertThat(run("validator", "--set", "storage.typ=memory")).isEqualTo(2);
    assertThat(err.toString()).contains("storage.typ").contains("[type, path, timeout]");
  }

  @Test
  void a_plug_in_that_is_not_installed_is_refused_with_those_that_are() {
    assertThat(run("validator", "-total-nodes", "1", "--set", "storage.type=floppy")).isEqualTo(2);
    assertThat(err.toString())
        .contains("storage.type 'floppy'")
        .contains("[boltdb, memory, rocksdb]");
  }

  @Test
  void a_name_that_is_no_member_is_refused_with_the_list() {
    assertThat(run("validator", "-id", "node7", "-total-nodes", "4")).isEqualTo(2);
    assertThat(err.toString()).contains("node7").contains("[node0, node1, node2, node3]");
  }

  @Test
  void an_address_that_others_reach_needs_dev_and_a_key() {
    assertThat(run("validator", "-total-nodes", "1", "--set", "api.address=0.0.0.0")).isEqualTo(2);
    assertThat(err.toString()).contains("--dev");
    assertThat(run("validator", "-total-nodes=1", "--set", "api.address=0.0.0.0", "--dev"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("DTVN_API_KEY");
  }

  @Test
  void a_node_that_does_not_answer_is_named() {
    assertThat(run("ticket", "show", "T-1", "--url", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString()).contains("http://127.0.0.1:1").contains("is it running?");
  }

  @Test
  void an_address_that_is_none_exits_with_2() {
    assertThat(run("status", "--url", "foo")).isEqualTo(2);
    assertThat(err.toString()).contains("--url 'foo'").contains("http://127.0.0.1:8080");
  }

  @Test
  void a_file_that_cannot_be_read_is_named_with_what_was_found(@TempDir Path folder)
      throws IOException {
    String none = folder.resolve("none.csv").toString();
    assertThat(run("ticket", "import", none)).isEqualTo(1);
    assertThat(run("ticket", "import", folder.toString())).isEqualTo(1);
    assertThat(run("ticket", "issue", "T-1", "--data-file", none)).isEqualTo(1);
    Path large = Files.write(folder.resolve("large"), new byte[4097]);
    assertThat(run("ticket", "issue", "T-1", "--data-file", large.toString())).isEqualTo(1);

    String wanted = "want a file that can be read, found";
    assertThat(err.toString().lines())
        .containsExactly(
            "dtvn ticket import: FILE %s: %s no such file or folder".formatted(none, wanted),
            "dtvn ticket import: FILE %s: %s a folder".formatted(folder, wanted),
            "dtvn ticket issue: --data-file %s: %s no such file or folder".formatted(none, wanted),
            "dtvn ticket issue: --data-file %s: want at most 4096 bytes, found more"
                .formatted(large));
  }

  @Test
  void a_cause_without_words_is_left_out() {
    Exception failure = new IOException("no answer", new ConnectException());
    failure.addSuppressed(new IOException("beside it"));

    assertThat(Causes.of(failure)).isEqualTo("no answer");
    assertThat(Causes.of(new IOException(new IllegalStateException("why"))))
        .endsWith("IllegalStateException: why");
    assertThat(Causes.of(new IOException("no answer", new IOException("reset"))))
        .isEqualTo("no answer; because reset");
    assertThat(Causes.of(new IllegalStateException())).isEqualTo("IllegalStateException");
  }

  private void visit(CommandLine command, String path, List<String> missing) {
    String name = path + " " + command.getCommandName();
    if (command.getCommandName().equals("help")) {
      return;
    }
    if (command.getCommandSpec().findOption("--help") == null) {
      missing.add(name + " --help");
    }
    boolean answers = command.getSubcommands().isEmpty();
    if (answers && command.getCommandSpec().findOption("--json") == null) {
      missing.add(name + " --json");
    }
    command.getSubcommands().values().forEach(sub -> visit(sub, name, missing));
  }

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private static SortedMap<String, String> keys(String line) {
    CommandLine.ParseResult parsed = Main.commandLine().parseArgs(("validator " + line).split(" "));
    ValidatorCommand command = (ValidatorCommand) parsed.subcommand().commandSpec().userObject();
    return command.commandLineLayer().keys();
  }
}
