package io.dtvn.app.cli;

import io.dtvn.app.client.NodeClient;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to reach a node, for every command that talks to one. */
final class NodeOptions {

  @Option(
      names = {"--url", "-url"},
      paramLabel = "URL",
      description = "The node's API (default: ${DEFAULT-VALUE}).",
      defaultValue = "http://127.0.0.1:8080")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = {"--api-key", "-api-key"},
      paramLabel = "KEY",
      description = "The node's API key; better in the variable DTVN_API_KEY.",
      defaultValue = "${env:DTVN_API_KEY}")
  private @Nullable String apiKey;

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  /** A client for this node. */
  NodeClient client() {
    return new NodeClient(url, Optional.ofNullable(apiKey).filter(key -> !key.isEmpty()));
  }

  boolean json() {
    return json;
  }
}
