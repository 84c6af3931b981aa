package io.dtvn.app.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Calls a node's HTTP API. Thread-safe; calls block. */
public final class NodeClient implements AutoCloseable {

  /** Reads and writes bodies. */
  public static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final URI base;
  private final Optional<String> apiKey;
  private final Duration patience;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /** A client of the node at {@code base} that shows {@code apiKey} and waits up to 30 s. */
  public NodeClient(URI base, Optional<String> apiKey) {
    this(base, apiKey, ANSWER);
  }

  /** A client that waits for an answer at most for {@code patience}. */
  public NodeClient(URI base, Optional<String> apiKey, Duration patience) {
    String scheme = base.getScheme();
    if (base.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "--url '%s': want a form such as http://127.0.0.1:8080".formatted(base));
    }
    this.base = base;
    this.apiKey = apiKey;
    this.patience = patience;
  }

  /**
   * A node's answer.
   *
   * @param status the HTTP status
   * @param body the JSON body; an empty object if there was none
   * @param retryAfterSeconds what the node asked for; 0: nothing
   */
  public record Reply(int status, JsonNode body, int retryAfterSeconds) {

    /** Whether the status is 2xx. */
    public boolean succeeded() {
      return status / 100 == 2;
    }

    /** Whether the same call may be made again later. */
    public boolean retryable() {
      return status == 429 || status == 503 || status == 504;
    }

    /** The refusal or error in one line. */
    public String error() {
      String code = body.path("code").asText("HTTP " + status);
      return code + ": " + body.path("error").asText("the node gave no reason");
    }
  }

  /** GET {@code path}. */
  public Reply read(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** POST {@code body} to {@code path}, under {@code idempotencyKey} unless it is empty. */
  public Reply call(String path, JsonNode body, String idempotencyKey)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    if (!idempotencyKey.isEmpty()) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    return send(request);
  }

  /** A ticket id as one segment of a path. */
  public static String segment(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(patience);
    apiKey.ifPresent(key -> request.header("X-API-Key", key));
    return request;
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new IOException("no node answers at %s: is it running?".formatted(base), e);
    }
    int retryAfter =
        response.headers().firstValue("Retry-After").map(NodeClient::seconds).orElse(0);
    return new Reply(response.statusCode(), json(response.body()), retryAfter);
  }

  private static int seconds(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 1;
  }

  private static JsonNode json(String body) {
    if (body.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.objectNode().put("error", "no JSON: " + abridged(body));
    }
  }

  private static String abridged(String body) {
    return body.length() <= 200 ? body : body.substring(0, 200) + "…";
  }

  @Override
  public void close() {
    http.close();
  }
}
