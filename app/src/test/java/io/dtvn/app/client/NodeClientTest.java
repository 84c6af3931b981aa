package io.dtvn.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.dtvn.app.config.ConfigException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller is told when something else than a node answers, or nothing. */
class NodeClientTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @ParameterizedTest
  @ValueSource(strings = {"<!DOCTYPE HTML>\n<html>\n", "[1]", "{\"a\":", "nothing"})
  void an_answer_that_is_no_object_is_told_in_one_line(String body) throws Exception {
    try (Answering server = new Answering(body.getBytes(StandardCharsets.UTF_8));
        NodeClient client = client(server.uri(), PATIENCE)) {
      String first = body.lines().findFirst().orElseThrow();

      assertThat(client.read("/").error())
          .isEqualTo(
              "HTTP 404: want a JSON object, found '%s'; is that the API of a node?"
                  .formatted(first));
    }
  }

  @Test
  void an_endless_answer_ends() throws Exception {
    try (Answering server = new Answering(new byte[20 << 20]);
        NodeClient client = client(server.uri(), PATIENCE)) {
      assertThatThrownBy(() -> client.read("/"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("want the HTTP API of a node");
    }
  }

  @Test
  void who_is_silent_is_named_with_how_long() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        NodeClient client = client(uri(silent), Duration.ofSeconds(1))) {
      assertThatThrownBy(() -> client.read("/"))
          .hasMessageContaining("has not answered within 1 s")
          .hasMessageContaining(uri(silent).toString());
    }
  }

  @Test
  void who_speaks_something_else_is_told_from_a_node() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        NodeClient client = client(uri(other), PATIENCE)) {
      Thread.ofVirtual().start(() -> greet(other));

      assertThatThrownBy(() -> client.read("/"))
          .hasMessageContaining("want the HTTP API of a node, found something else");
    }
  }

  @Test
  void a_host_that_does_not_exist_is_told() {
    try (NodeClient client = client(URI.create("http://nobody.invalid:80"), PATIENCE)) {
      assertThatThrownBy(() -> client.read("/")).hasMessageContaining("there is no such host");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "foo", "ftp://127.0.0.1", "127.0.0.1:8080"})
  void an_address_that_is_none_is_wrong_usage(String url) {
    assertThatThrownBy(() -> client(URI.create(url.replace("127.0.0.1:", "localhost:")), PATIENCE))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("http://127.0.0.1:8080");
  }

  private static NodeClient client(URI node, Duration patience) {
    return new NodeClient(node, Optional.empty(), patience);
  }

  private static URI uri(ServerSocket socket) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private static void greet(ServerSocket listening) {
    try (Socket caller = listening.accept()) {
      caller.getOutputStream().write("220 mail\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException _) {
      // the caller has gone
    }
  }

  /** Answers every request with 404 and the same body. */
  private static final class Answering implements AutoCloseable {

    private final HttpServer server;

    Answering(byte[] body) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(404, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
              out.write(body);
            }
          });
      server.start();
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
