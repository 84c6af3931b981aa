package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import io.dtvn.app.config.ConfigException;
import io.dtvn.application.backup.BackupFile;
import io.dtvn.application.backup.BackupSummary;
import io.dtvn.application.backup.StoreCheck;
import io.dtvn.application.backup.Work;
import io.dtvn.application.upkeep.StoppedNode;
import io.dtvn.ports.out.KeyValueStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a store or a backup. */
@Command(
    name = "check",
    description = {
      "Reads everything that a node stores and compares it: the medium's checksums, the journal's"
          + " chain, the archive without a gap, the state's root, the numbers of tickets. Or reads"
          + " a backup from its first to its last byte.",
      "Exit code 0: it is whole; 1: something was found."
    },
    footer = {
      "",
      "Examples: dtvn storage check --data-dir data/node0",
      "          dtvn storage check --url http://127.0.0.1:8080",
      "          dtvn storage check node0.dtvn-backup"
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100)
final class StorageCheck implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private StoreOptions store = new StoreOptions();

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "A backup.")
  private @Nullable Path file;

  @Option(names = "--backup", paramLabel = "FILE", description = "The same.")
  private @Nullable Path backup;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StorageReport report = new StorageReport(spec, store.json());
    Optional<Path> wanted = Optional.ofNullable(file).or(() -> Optional.ofNullable(backup));
    Optional<NodeClient> running = store.client();
    if (wanted.isPresent() && (store.data().isPresent() || running.isPresent())) {
      throw new ConfigException("want a backup or a node, found both");
    }
    if (running.isPresent()) {
      return checkRunning(running.get(), report);
    }
    return wanted.isPresent() ? checkFile(wanted.get(), report) : checkStore(report);
  }

  private static int checkRunning(NodeClient client, StorageReport report)
      throws IOException, InterruptedException {
    try (client) {
      return print(report, new RunningStorage(client, report).run("check", StorageReport.object()));
    }
  }

  private int checkStore(StorageReport report) {
    StoreCheck.Result result;
    try (StoppedNode node = store.open();
        KeyValueStore opened = node.openStore()) {
      result = report.shown("check", at -> StoreCheck.run(opened, at));
    }
    ObjectNode json = StorageReport.object().put("whole", result.isWhole());
    json.set("facts", StorageReport.array(result.facts()));
    json.set("findings", StorageReport.array(result.findings()));
    return print(report, json);
  }

  private static int print(StorageReport report, ObjectNode result) {
    boolean whole = result.path("whole").asBoolean();
    JsonNode findings = result.path("findings");
    List<String> lines = new ArrayList<>();
    result.path("facts").forEach(fact -> lines.add(fact.asText()));
    findings.forEach(finding -> lines.add("FOUND  " + finding.asText()));
    lines.add(
        whole ? "whole" : "%d found; restore the folder from a backup".formatted(findings.size()));
    report.print(result, lines);
    return whole ? 0 : 1;
  }

  private static int checkFile(Path file, StorageReport report) {
    BackupSummary summary =
        report.shown("check", at -> new BackupFile(file).verify(new Work(at, 0)));
    List<String> lines = new ArrayList<>(StorageReport.lines(summary));
    lines.add("whole");
    report.print(StorageReport.backup(file.toString(), summary).put("whole", true), lines);
    return 0;
  }
}
