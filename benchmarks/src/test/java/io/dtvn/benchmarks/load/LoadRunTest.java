package io.dtvn.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LoadRunTest {

  private final Map<String, AtomicInteger> callsByPath = new ConcurrentHashMap<>();
  private volatile int admitStatus = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          exchange.getRequestBody().readAllBytes();
          callsByPath.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
          byte[] body = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
          int status = path.endsWith("/admit") ? admitStatus : 201;
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void every_operation_that_succeeds_is_counted() {
    String report = bench();

    assertThat(report).contains("\"clients\":3").contains("\"errors\":{}");
    assertThat(operations(report)).isPositive();
    assertThat(calls("/api/v1/tickets/admit")).isPositive();
    assertThat(calls("/api/v1/tickets/admit")).isLessThanOrEqualTo(calls("/api/v1/tickets"));
  }

  @Test
  void refusals_are_errors_and_no_operations() {
    admitStatus = 409;

    String report = bench();

    assertThat(report).contains("\"HTTP 409\":");
  }

  @Test
  void a_node_that_is_not_there_is_an_error() {
    stop();

    String report = bench();

    assertThat(operations(report)).isZero();
    assertThat(report).contains("ConnectException");
  }

  @Test
  void a_url_that_is_none_is_refused() {
    assertThatThrownBy(() -> Target.of(URI.create("ftp://x"), Optional.empty()))
        .hasMessageContaining("http://127.0.0.1:8080");
  }

  private String bench() {
    StringWriter out = new StringWriter();
    new CommandLine(new Main())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(
            "--url",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "--clients=3",
            "--warmup=50ms",
            "--duration=300ms",
            "--json");
    return out.toString();
  }

  private int calls(String path) {
    return callsByPath.getOrDefault(path, new AtomicInteger()).get();
  }

  private static long operations(String report) {
    return Long.parseLong(report.replaceAll("(?s).*\"operations\":(\\d+).*", "$1"));
  }
}
