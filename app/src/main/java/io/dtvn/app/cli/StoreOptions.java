package io.dtvn.app.cli;

import io.dtvn.app.client.NodeClient;
import io.dtvn.app.config.ConfigException;
import io.dtvn.app.wiring.StoredNodes;
import io.dtvn.application.upkeep.StoppedNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The store that a command works on: that of a node that does not run, or of one that does. */
final class StoreOptions {

  @Mixin private FolderOptions folder = new FolderOptions();

  @Option(
      names = {"--data-dir", "-data-dir"},
      paramLabel = "FOLDER",
      description = "The data folder of a node that does not run.")
  private @Nullable Path data;

  @Option(
      names = {"--url", "-url"},
      paramLabel = "URL",
      description = "The API of a node that runs, such as http://127.0.0.1:8080.")
  private @Nullable URI url;

  @Option(
      names = {"--api-key", "-api-key"},
      paramLabel = "KEY",
      description = "The running node's API key; better in the variable DTVN_API_KEY.",
      defaultValue = "${env:DTVN_API_KEY}")
  private @Nullable String apiKey;

  /**
   * A client of the running node, if one was named.
   *
   * @throws ConfigException if a folder was named as well
   */
  Optional<NodeClient> client() {
    if (url != null && data != null) {
      throw new ConfigException("want --data-dir or --url, found both");
    }
    return Optional.ofNullable(url)
        .map(at -> new NodeClient(at, Optional.ofNullable(apiKey).filter(key -> !key.isEmpty())));
  }

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
                () ->
                    new ConfigException(
                        "want --data-dir with the folder of a node that does not run, or --url of"
                            + " one that does, found neither"));
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
