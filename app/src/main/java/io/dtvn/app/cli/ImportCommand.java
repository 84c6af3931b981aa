package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Issues the tickets of a file. */
@Command(
    name = "import",
    description = {
      "Issues the tickets of a CSV or NDJSON file of any length.",
      "Columns or fields: ticket_id, data (base64, stays at the node), data_hash (64 hex digits).",
      "Repeating an import is safe: what was issued before counts as unchanged."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

  private static final int ERRORS_IN_JSON_MAX = 1000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private NodeOptions node = new NodeOptions();

  @Parameters(paramLabel = "FILE", description = "The file; - reads standard input.")
  private Path file = Path.of("-");

  private final ImportTally tally = new ImportTally();
  private final ArrayNode errors = NodeClient.JSON.createArrayNode();

  @Override
  public Integer call() throws Exception {
    boolean standardInput = file.toString().equals("-");
    try (InputStream raw = standardInput ? System.in : new GivenFile("FILE", file).open();
        CountingInput counted = new CountingInput(raw)) {
      long size = standardInput ? 0 : Files.size(file);
      Progress progress = new Progress(spec.commandLine().getErr(), Progress.isTerminal(), size);
      send(counted, progress);
      progress.end(tally.toString());
      summarise(progress);
    }
    return tally.failedRows() == 0 ? 0 : 1;
  }

  private void send(CountingInput counted, Progress progress)
      throws IOException, InterruptedException {
    ImportFile rows = ImportFile.open(new BufferedInputStream(counted, 1 << 16));
    if (!rows.unusedColumns().isEmpty()) {
      tell("columns without use: " + rows.unusedColumns());
    }
    try (NodeClient client = node.client();
        ImportSender sender = new ImportSender(client, this::record)) {
      for (Optional<ImportRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (row.get().objection().isEmpty()) {
          sender.add(row.get());
        } else {
          reject(row.get(), row.get().objection());
        }
        progress.at(counted.count(), tally.toString());
      }
      sender.finish();
    }
  }

  private void record(ImportRow row, ImportSender.Result result) {
    switch (result.status()) {
      case "created" -> tally.created();
      case "unchanged" -> tally.unchanged();
      case "unknown" -> reject(row, "outcome unknown: import the file again");
      default -> reject(row, result.code());
    }
  }

  private void reject(ImportRow row, String reason) {
    tally.failed();
    if (node.json() && errors.size() < ERRORS_IN_JSON_MAX) {
      errors
          .addObject()
          .put("line", row.line())
          .put("ticket_id", row.ticketId())
          .put("reason", reason);
    }
    tell("line %d: %s%s".formatted(row.line(), named(row), reason));
  }

  private static String named(ImportRow row) {
    return row.ticketId().isEmpty() ? "" : row.ticketId() + ": ";
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println((Progress.isTerminal() ? "\r\033[K" : "") + line);
    err.flush();
  }

  private void summarise(Progress progress) {
    double seconds = progress.elapsed().toMillis() / 1000.0;
    PrintWriter out = spec.commandLine().getOut();
    if (node.json()) {
      ObjectNode summary =
          NodeClient.JSON
              .createObjectNode()
              .put("rows", tally.rows())
              .put("created", tally.createdRows())
              .put("unchanged", tally.unchangedRows())
              .put("failed", tally.failedRows())
              .put("seconds", seconds);
      summary.set("errors", errors);
      out.println(summary);
    } else {
      out.println("%s in %.1f s".formatted(tally, seconds));
    }
  }
}
