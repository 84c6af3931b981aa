package io.dtvn.adapters.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.ports.in.QueryNode;
import io.dtvn.ports.in.UseCases;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;

/** What the node says of itself. */
@Controller("/api/v1")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NodeController {

  private final QueryNode node;
  private final Feed feed;
  private final AnswerSpace space;

  NodeController(UseCases useCases, Feed feed, AnswerSpace space) {
    this.node = useCases.node();
    this.feed = feed;
    this.space = space;
  }

  @Get("/status")
  HttpResponse<byte[]> status() {
    JsonNode data =
        Json.object()
            .put("status", "running")
            .put("timestamp", System.currentTimeMillis() / 1000)
            .put("ws_clients", feed.clients());
    return Answers.success("Status retrieved successfully", data);
  }

  @Get("/stats")
  HttpResponse<byte[]> stats() {
    return Answers.success("Stats retrieved successfully", NodeJson.stats(node));
  }

  @Get("/peers")
  HttpResponse<byte[]> peers() {
    return Answers.success("Peers retrieved successfully", NodeJson.peers(node));
  }

  @Get("/config")
  HttpResponse<byte[]> config() {
    return Answers.success("Config retrieved successfully", NodeJson.config(node));
  }

  @Get("/node/crypto")
  HttpResponse<byte[]> crypto() {
    return Answers.success(
        "Node crypto info retrieved successfully", NodeJson.crypto(node.identity()));
  }

  @Get("/storage/entries")
  HttpResponse<ByteBuf> entries() {
    return large("Storage entries retrieved successfully", () -> NodeJson.entries(node));
  }

  @Get("/consensus/logs")
  HttpResponse<ByteBuf> logs() {
    return large(
        "Consensus logs retrieved successfully", () -> NodeJson.logs(node.newestOperations()));
  }

  private HttpResponse<ByteBuf> large(String message, Supplier<JsonNode> data) {
    return space.make(
        () -> {
          byte[] line = Json.line(Answers.envelope(message).set("data", data.get()));
          return HttpResponse.ok(space.hold(line)).contentType(MediaType.APPLICATION_JSON_TYPE);
        });
  }
}
