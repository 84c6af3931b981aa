package io.dtvn.app.client;

import static java.net.http.HttpResponse.BodyHandlers.limiting;
import static java.net.http.HttpResponse.BodyHandlers.ofInputStream;
import static java.net.http.HttpResponse.BodyHandlers.ofString;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.app.config.ConfigException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Calls a node's HTTP API. Thread-safe; calls block. */
public final class NodeClient implements AutoCloseable {

  /** Reads and writes bodies. */
  public static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final long BODY_BYTES_MAX = 16 << 20;

  private final URI base;
  private final Optional<String> apiKey;
  private final Duration patience;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /** A client of the node at {@code base} that shows {@code apiKey} and waits up to 30 s. */
  public NodeClient(URI base, Optional<String> apiKey) {
    this(base, apiKey, ANSWER);
  }

  /**
   * A client that waits for an answer at most for {@code patience}.
   *
   * @throws ConfigException if {@code base} is no address of an API
   */
  public NodeClient(URI base, Optional<String> apiKey, Duration patience) {
    String scheme = base.getScheme();
    if (base.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new ConfigException(
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
  public record Reply(int status, ObjectNode body, int retryAfterSeconds) {

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

  /**
   * POST {@code body} to {@code path}, whose answer comes line by line while the node works.
   *
   * @param heard told of each line
   * @return the last line; or the refusal, which comes at once
   */
  public Reply listen(String path, JsonNode body, Consumer<ObjectNode> heard)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, limiting(ofInputStream(), BODY_BYTES_MAX));
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        ObjectNode last = JSON.createObjectNode();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          last = json(line);
          heard.accept(last);
        }
        return new Reply(response.statusCode(), last, 0);
      }
    } catch (IOException e) {
      throw new IOException(inWords(e), e);
    }
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
      response = http.send(request.build(), limiting(ofString(), BODY_BYTES_MAX));
    } catch (IOException e) {
      throw new IOException(inWords(e), e);
    }
    int retryAfter =
        response.headers().firstValue("Retry-After").map(NodeClient::seconds).orElse(0);
    return new Reply(response.statusCode(), json(response.body()), retryAfter);
  }

  private String inWords(IOException failure) {
    if (failure.getCause() instanceof ConnectException refused
        && refused.getCause() instanceof UnresolvedAddressException) {
      return "no node answers at %s: there is no such host".formatted(base);
    }
    return switch (failure) {
      case ConnectException _ -> "no node answers at %s: is it running?".formatted(base);
      case HttpConnectTimeoutException _ ->
          "no node answers at %s within %d s: is it running?".formatted(base, CONNECT.toSeconds());
      case HttpTimeoutException _ ->
          ("the node at %s has not answered within %d s; a ticket may still change: look at it, or"
                  + " send the same again with the same key")
              .formatted(base, patience.toSeconds());
      default -> "%s: want the HTTP API of a node, found something else".formatted(base);
    };
  }

  private static int seconds(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 1;
  }

  private static ObjectNode json(String body) {
    if (body.isBlank()) {
      return JSON.createObjectNode();
    }
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException _) {
      // told below
    }
    String found = body.strip().lines().findFirst().orElse("");
    return JSON.createObjectNode()
        .put(
            "error",
            "want a JSON object, found '%s'; is that the API of a node?"
                .formatted(abridged(found)));
  }

  private static String abridged(String line) {
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }

  @Override
  public void close() {
    http.close();
  }
}
