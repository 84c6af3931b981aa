package io.dtvn.adapters.metrics;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.ports.out.Metrics.Metric;
import io.dtvn.ports.spi.MetricsProvider;
import io.dtvn.ports.spi.MetricsProvider.MetricsConfig;
import io.dtvn.ports.spi.MetricsProvider.MetricsServer;
import io.dtvn.ports.spi.MetricsProvider.MetricsStartException;
import io.dtvn.ports.spi.Providers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read the page, and what a bad reader does to others. */
@Timeout(60)
class PageServerTest {

  private static final MetricsConfig FREE_PORT = new MetricsConfig("127.0.0.1", 0);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void the_provider_is_found_by_its_name_and_serves_the_page() throws Exception {
    MetricsServer server =
        kept(
            Providers.select("metrics", "prometheus", ServiceLoader.load(MetricsProvider.class))
                .open(FREE_PORT));
    server.metrics().counter(Metric.of("dtvn_consensus_rounds_total", "Rounds.")).add(3);
    HttpResponse<String> answer = get(server, "/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(PageText.family(answer.body(), "dtvn_consensus_rounds_total").value()).isEqualTo(3);
    assertThat(get(server, "/metrics?name[]=x").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics/", "/metricsx", "/Metrics", "/health", "/api/v1/status"})
  void any_other_path_is_404(String path) throws Exception {
    HttpResponse<String> answer = get(served(LONG), path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("not found: want GET /metrics\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "PATCH"})
  void any_other_method_is_404(String method) throws Exception {
    MetricsServer server = served(LONG);
    boolean body = method.equals("POST");
    HttpRequest request =
        HttpRequest.newBuilder(page(server, "/metrics"))
            .method(method, body ? BodyPublishers.ofString("x") : BodyPublishers.noBody())
            .build();
    assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    assertThat(get(server, "/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void what_is_no_http_is_dropped() throws Exception {
    MetricsServer server = served(LONG);
    for (String text :
        List.of("hello\r\n\r\n", "GET mailto:x HTTP/1.1\r\n\r\n", "\0\1\2\r\n\r\n")) {
      Socket socket = connected(server);
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .doesNotContain(" 200 ");
    }
    assertThat(get(server, "/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void readers_that_stall_do_not_hold_up_another_one() throws Exception {
    MetricsServer server = served(LONG);
    for (int i = 0; i < 3 * Readers.AT_A_TIME; i++) {
      connected(server).getOutputStream().write("GET /met".getBytes(US_ASCII));
    }
    Socket deaf = connected(server);
    for (int i = 0; i < 3; i++) {
      deaf.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
    }
    assertThat(get(server, "/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void readers_that_stall_for_long_are_hung_up_on() throws Exception {
    MetricsServer server = served(SHORT);
    List<Socket> stalled = new ArrayList<>();
    for (int i = 0; i < 2 * Readers.AT_A_TIME; i++) {
      Socket socket = connected(server);
      socket.getOutputStream().write("GET /met".getBytes(US_ASCII));
      stalled.add(socket);
    }
    for (Socket socket : stalled) {
      assertThat(endOf(socket)).isTrue();
    }
    assertThat(get(server, "/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void a_port_in_use_is_named_with_what_to_do() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MetricsConfig config = new MetricsConfig("127.0.0.1", taken.getLocalPort());
      assertThatThrownBy(() -> PageServer.open(config, LONG))
          .isInstanceOf(MetricsStartException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("metrics.port")
          .hasMessageContaining("metrics.enabled=false");
    }
  }

  @Test
  void an_address_that_is_none_is_named() {
    assertThatThrownBy(() -> PageServer.open(new MetricsConfig("no.such.host.invalid", 0), LONG))
        .isInstanceOf(MetricsStartException.class)
        .hasMessageContaining("no.such.host.invalid");
  }

  @Test
  void closing_frees_the_port_even_with_readers_on_it() throws Exception {
    MetricsServer server = PageServer.open(FREE_PORT, LONG);
    int port = server.port();
    connected(server).getOutputStream().write("GET /met".getBytes(US_ASCII));
    connected(server);
    assertThat(get(server, "/metrics").statusCode()).isEqualTo(200);
    server.close();
    server.close();
    server.metrics().counter(Metric.of("dtvn_consensus_rounds_total", "Rounds.")).increment();
    MetricsServer next = kept(PageServer.open(new MetricsConfig("127.0.0.1", port), LONG));
    assertThat(get(next, "/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void behind_close_no_gauge_is_read() throws Exception {
    MetricsServer server = PageServer.open(FREE_PORT, LONG);
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    server
        .metrics()
        .gauge(
            Metric.of("dtvn_storage_size_bytes", "Size."),
            () -> {
              reading.countDown();
              awaitQuietly(mayGoOn);
              return reads.incrementAndGet();
            });
    var _ = CLIENT.sendAsync(request(server, "/metrics"), BodyHandlers.ofString());
    reading.await();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
    assertThat(closing).isNotDone();
    mayGoOn.countDown();
    closing.join();
    int before = reads.get();
    assertThat(before).isPositive();
    assertThatThrownBy(() -> get(server, "/metrics")).isInstanceOf(IOException.class);
    assertThat(reads).hasValue(before);
  }

  private MetricsServer served(Duration patience) {
    return kept(PageServer.open(FREE_PORT, patience));
  }

  private <T extends AutoCloseable> T kept(T each) {
    open.add(each);
    return each;
  }

  private Socket connected(MetricsServer server) throws IOException {
    Socket socket = kept(new Socket(InetAddress.getLoopbackAddress(), server.port()));
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Whether the other side has ended it. */
  private static boolean endOf(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true; // reset
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException _) {
        // the page is made to its end
      }
    }
  }

  private static URI page(MetricsServer server, String path) {
    return URI.create(
        "http://127.0.0.1:" + server.port() + path.replace("[", "%5B").replace("]", "%5D"));
  }

  private static HttpRequest request(MetricsServer server, String path) {
    return HttpRequest.newBuilder(page(server, path)).timeout(Duration.ofSeconds(20)).build();
  }

  private static HttpResponse<String> get(MetricsServer server, String path)
      throws IOException, InterruptedException {
    return CLIENT.send(request(server, path), BodyHandlers.ofString());
  }
}
