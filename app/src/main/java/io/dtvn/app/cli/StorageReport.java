package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import io.dtvn.application.backup.BackupManifest;
import io.dtvn.application.backup.BackupSummary;
import io.dtvn.ports.out.Bucket;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** Prints what the commands about storage have to say. */
record StorageReport(CommandSpec spec, boolean json) {

  private static final long SHARES = 1_000;
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  /** Does {@code work} and shows how far it is on standard error. */
  <T> T shown(String what, Function<io.dtvn.ports.out.Progress, T> work) {
    Progress display = new Progress(spec.commandLine().getErr(), Progress.isTerminal(), SHARES);
    T result = work.apply((done, total) -> display.at(SHARES * done / Math.max(1, total), what));
    display.end(what);
    return result;
  }

  /** Prints lines, or the object. */
  void print(ObjectNode object, List<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(object);
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }

  static ObjectNode object() {
    return NodeClient.JSON.createObjectNode();
  }

  static ArrayNode array(List<String> texts) {
    ArrayNode array = NodeClient.JSON.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  static ObjectNode backup(String file, BackupSummary summary) {
    BackupManifest manifest = summary.manifest();
    ObjectNode object =
        object()
            .put("file", file)
            .put("bytes", summary.bytes())
            .put("entries", summary.entriesInAll())
            .put("validator", manifest.origin().validator().value())
            .put("network", manifest.origin().network())
            .put("genesis_hash", manifest.origin().genesisHash().hex())
            .put("storage", manifest.origin().storageType())
            .put("taken", manifest.taken().toString())
            .put("last_executed", manifest.lastExecuted())
            .put("checkpoint", manifest.checkpoint())
            .put("state_root", manifest.stateRoot().hex());
    ObjectNode buckets = object.putObject("buckets");
    for (Map.Entry<Bucket, Long> bucket : summary.entries().entrySet()) {
      buckets.put(bucket.getKey().name(), bucket.getValue());
    }
    return object;
  }

  static List<String> lines(BackupSummary summary) {
    BackupManifest manifest = summary.manifest();
    return List.of(
        "%-14s %s of network %s"
            .formatted("validator", manifest.origin().validator(), manifest.origin().network()),
        "%-14s %s".formatted("genesis", manifest.origin().genesisHash().hex()),
        "%-14s %s, from storage type %s"
            .formatted("taken", manifest.taken(), manifest.origin().storageType()),
        "%-14s %d".formatted("last executed", manifest.lastExecuted()),
        "%-14s %s at checkpoint %d"
            .formatted("state root", manifest.stateRoot().hex(), manifest.checkpoint()),
        "%-14s %,d in %s"
            .formatted("entries", summary.entriesInAll(), bytes((double) summary.bytes())));
  }

  /** A number of bytes for people. */
  static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0
        ? "%d B".formatted((long) value)
        : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
