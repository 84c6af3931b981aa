package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.ApiProvider;
import io.dtvn.ports.spi.ApiProvider.ApiConfig;
import io.dtvn.ports.spi.ApiProvider.ApiServer;
import io.dtvn.ports.spi.ApiProvider.ApiStartException;
import io.dtvn.ports.spi.ApiProvider.Cors;
import io.dtvn.ports.spi.Providers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** From open to close. */
class LifecycleTest extends ApiTest {

  private final FakeNode node = new FakeNode();

  @Test
  void the_provider_is_found_by_its_name() {
    ApiProvider provider =
        Providers.select("api.type", "http", ServiceLoader.load(ApiProvider.class));
    assertThat(provider).isInstanceOf(HttpApiProvider.class);
  }

  @Test
  void a_port_in_use_is_named() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> open(node, at("127.0.0.1", taken.getLocalPort())))
          .isInstanceOf(ApiStartException.class)
          .hasMessageStartingWith("api.address 127.0.0.1:" + taken.getLocalPort() + ": want")
          .hasMessageContaining("Address already in use")
          .hasMessageContaining("-api-port");
    }
  }

  @Test
  void an_address_of_another_machine_is_named() {
    assertThatThrownBy(() -> open(node, at("192.0.2.1", 0)))
        .isInstanceOf(ApiStartException.class)
        .hasMessageStartingWith("api.address 192.0.2.1:0: want");
    assertThatThrownBy(() -> open(node, at("no-such-host.invalid", 0)))
        .isInstanceOf(ApiStartException.class)
        .hasMessageStartingWith("api.address no-such-host.invalid:0: want");
  }

  @Test
  void a_configured_port_is_bound_and_free_again_after_close() {
    ApiServer first = new HttpApiProvider().open(OPEN, node.useCases(), Metrics.NONE);
    int port = first.port();
    first.close();
    Api second = open(node, at("127.0.0.1", port));
    assertThat(second.port()).isEqualTo(port);
    assertThat(second.get("/health").status()).isEqualTo(200);
  }

  @Test
  void two_servers_live_in_one_process() {
    Api first = open(node);
    Api second = open(new FakeNode());
    first.post(T, "{'ticket_id':'T1'}");
    assertThat(first.get(T + "/T1").status()).isEqualTo(200);
    assertThat(second.get(T + "/T1").status()).isEqualTo(404);
  }

  @Test
  void closing_twice_is_harmless() {
    ApiServer server = new HttpApiProvider().open(OPEN, node.useCases(), Metrics.NONE);
    server.close();
    server.close();
  }

  @Test
  void running_calls_finish_and_new_ones_are_refused() {
    CompletableFuture<Answer> late = new CompletableFuture<>();
    node.takeCourse(answer -> late.thenCombine(answer, (_, real) -> real));
    ApiServer server = new HttpApiProvider().open(OPEN, node.useCases(), Metrics.NONE);
    Api api = new Api(server.port());
    try (RawSocket running = api.connect();
        RawSocket idle = api.connect()) {
      assertThat(idle.get("/health").status()).isEqualTo(200);
      running.request("POST", T, "{\"ticket_id\":\"T1\"}");
      Await.until("the operation is ordered", () -> node.ordered() == 1);
      Thread closer = Thread.ofVirtual().start(server::close);
      Await.until("nobody listens", () -> !listens(server.port()));
      assertThat(idle.get("/health").answer())
          .startsWith("HTTP/1.1 503 ")
          .contains("\"code\":\"NOT_READY\"")
          .containsIgnoringCase("connection: close");
      assertThat(idle.rest()).isEmpty();
      assertThat(closer.isAlive()).isTrue();
      late.complete(null);
      assertThat(running.answer())
          .startsWith("HTTP/1.1 201 ")
          .containsIgnoringCase("connection: close");
      assertThat(running.rest()).isEmpty();
      Await.until("the server is closed", () -> !closer.isAlive());
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  private static ApiConfig at(String address, int port) {
    return new ApiConfig(address, port, Optional.empty(), Cors.CLOSED, List.of());
  }
}
