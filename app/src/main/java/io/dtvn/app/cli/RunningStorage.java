package io.dtvn.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.client.NodeClient;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Work on the store of a node that runs, which does it itself and tells how far it is. */
record RunningStorage(NodeClient client, StorageReport report) {

  private static final String PATH = "/api/v1/storage/";

  /**
   * Has the node do {@code work} and shows how far it is.
   *
   * @return what came of it
   * @throws IOException if the node refuses or fails; the message says why
   */
  ObjectNode run(String work, ObjectNode body) throws IOException, InterruptedException {
    try {
      NodeClient.Reply last = report.shown(work, progress -> ask(work, body, progress));
      if (last.succeeded() && last.body().path("result") instanceof ObjectNode result) {
        return result;
      }
      throw new IOException(last.error());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private NodeClient.Reply ask(String work, ObjectNode body, io.dtvn.ports.out.Progress progress) {
    try {
      return client.listen(PATH + work, body, line -> tell(line, progress));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  private static void tell(JsonNode line, io.dtvn.ports.out.Progress progress) {
    if (line.has("done")) {
      progress.at(line.path("done").asLong(), Math.max(1, line.path("total").asLong()));
    }
  }
}
