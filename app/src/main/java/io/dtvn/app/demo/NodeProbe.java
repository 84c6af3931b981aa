package io.dtvn.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.app.client.NodeClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Asks one validator how it is. */
final class NodeProbe implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final NodeClient client;

  NodeProbe(URI api) {
    Optional<String> key =
        Optional.ofNullable(System.getenv("DTVN_API_KEY")).filter(value -> !value.isEmpty());
    this.client = new NodeClient(api, key, PATIENCE);
  }

  NodeFacts ask() throws InterruptedException {
    try {
      JsonNode ready = client.read("/health/ready").body();
      JsonNode stats = client.read("/api/v1/stats").body().path("data");
      return NodeFacts.of(ready, stats);
    } catch (IOException e) {
      return NodeFacts.SILENT;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
