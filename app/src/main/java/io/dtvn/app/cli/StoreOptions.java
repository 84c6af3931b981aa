package io.dtvn.app.cli;

import io.dtvn.app.config.ConfigException;
import io.dtvn.app.wiring.StoredNodes;
import io.dtvn.application.upkeep.StoppedNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The store that a command works on: that of a node that does not run. */
final class StoreOptions {

  @Mixin private FolderOptions folder = new FolderOptions();

  @Option(
      names = {"--data-dir", "-data-dir"},
      paramLabel = "FOLDER",
      description = "The data folder of a node that does not run.")
  private @Nullable Path data;

  /** The data folder, if one was named. */
  Optional<Path> data() {
    return Optional.ofNullable(data);
  }

  boolean json() {
    return folder.json();
  }

  /**
   * Takes hold of the data folder.
   *
   * @throws ConfigException if none was named, or it is another node's than was said
   */
  StoppedNode open() {
    Path named =
        data()
            .orElseThrow(
                () -> new ConfigException("--data-dir: want the folder of a node, found none"));
    StoppedNode node = StoredNodes.open(folder.settings(named, Map.of()));
    String found = node.identity().validator().value();
    if (folder.id().filter(id -> !id.equals(found)).isPresent()) {
      node.close();
      throw new ConfigException(
          "--id %s: want the node of %s, found that it is %s's; correct one of them"
              .formatted(folder.id().get(), named, found));
    }
    return node;
  }
}
