package io.dtvn.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.ApiProvider.ApiConfig;
import io.dtvn.ports.spi.ApiProvider.ApiKey;
import io.dtvn.ports.spi.ApiProvider.ApiServer;
import io.dtvn.ports.spi.ApiProvider.Cors;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Opens servers over {@link FakeNode} and closes them. */
abstract class ApiTest {

  static final String T = "/api/v1/tickets";
  static final ApiConfig OPEN =
      new ApiConfig("127.0.0.1", 0, Optional.empty(), Cors.CLOSED, List.of());

  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<ApiServer> servers = new ArrayList<>();

  @AfterEach
  final void close() {
    servers.forEach(ApiServer::close);
  }

  Api open(FakeNode node) {
    return open(node, OPEN);
  }

  Api open(FakeNode node, ApiConfig config) {
    return started(new HttpApiProvider().open(config, node.useCases(), Metrics.NONE));
  }

  Api open(FakeNode node, Limits limits) {
    return started(HttpServer.open(OPEN, node.useCases(), limits, Metrics.NONE));
  }

  final Api started(ApiServer server) {
    servers.add(server);
    return new Api(server.port());
  }

  static ApiConfig withKey(String secret) {
    ApiKey key = new ApiKey("env", Bytes.owning(secret.getBytes(UTF_8)));
    return new ApiConfig("127.0.0.1", 0, Optional.of(key), Cors.CLOSED, List.of());
  }

  static BodyPublisher noBody() {
    return BodyPublishers.noBody();
  }

  static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(UTF_8));
  }
}
