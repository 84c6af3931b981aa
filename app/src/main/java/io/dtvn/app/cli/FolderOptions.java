package io.dtvn.app.cli;

import io.dtvn.app.config.ConfigLoader;
import io.dtvn.app.config.ConfigLoader.CommandLineLayer;
import io.dtvn.app.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a node that does not run is configured, for every command that works on its folder. */
final class FolderOptions {

  @Option(
      names = {"--id", "-id"},
      paramLabel = "NAME",
      description = "The node; otherwise the configured one, or the one that the folder names.")
  private @Nullable String id;

  @Option(
      names = {"--config", "-config"},
      paramLabel = "FILE",
      description = "Configuration to read instead of config/validator.yaml.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any key of the configuration, such as storage.path=fast.")
  private Map<String, String> others = new TreeMap<>();

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  /** The settings of the node in {@code data}, with {@code more} keys above all. */
  Settings settings(Path data, Map<String, String> more) {
    SortedMap<String, String> keys = new TreeMap<>(others);
    keys.put("node.data_dir", data.toString());
    if (id != null) {
      keys.put("node.id", id);
    }
    keys.putAll(more);
    return new ConfigLoader(System.getenv(), Path.of(""))
        .load(new CommandLineLayer(Optional.ofNullable(file), keys, Optional.empty(), false));
  }

  /** The node that was named, if one was. */
  Optional<String> id() {
    return Optional.ofNullable(id);
  }

  boolean json() {
    return json;
  }
}
