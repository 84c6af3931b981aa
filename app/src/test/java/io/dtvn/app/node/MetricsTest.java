package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of a real node, and when it must not show them. */
class MetricsTest {

  private static final Pattern URL = Pattern.compile("metrics=(http://[^ ]+/metrics) ");

  @TempDir Path data;

  @Test
  void a_node_serves_its_numbers_beside_its_api_in_fewer_than_500_series() throws Exception {
    try (NodeProcess node = NodeProcess.start(data)) {
      NodeHttp http = node.awaitReady();
      for (int i = 0; i < 20; i++) {
        http.ticket("validate", "TICKET-" + i);
        http.ticket("consume", "TICKET-" + i);
        http.ticket("admit", "TICKET-" + i);
        http.ticket("dispute", "TICKET-" + i);
        http.get("/api/v1/tickets/TICKET-" + i);
      }
      for (String path : List.of("tickets", "status", "stats", "peers", "config", "node/crypto")) {
        http.get("/api/v1/" + path);
      }
      String page = page(node);
      assertThat(page)
          .contains("dtvn_api_requests_total{endpoint=\"/api/v1/tickets/consume\",method=\"POST\"")
          .contains("dtvn_api_latency_seconds_bucket{endpoint=\"/api/v1/tickets/{id}\"")
          .contains("jvm_memory_used_bytes{")
          .contains("process_cpu_usage ")
          .doesNotContain("TICKET-");
      assertThat(page.lines().filter(line -> !line.startsWith("#"))).hasSizeLessThan(500);
      assertThat(http.get("/metrics").status()).isEqualTo(404);
      assertThat(own(page)).hasSizeGreaterThan(10).isSubsetOf(documented());
    }
  }

  @Test
  void a_port_in_use_stops_the_start_with_what_to_do() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        NodeProcess node = NodeProcess.start(data, "--set=metrics.port=" + taken.getLocalPort())) {
      assertThat(node.awaitExit()).isEqualTo(1);
      assertThat(node.output())
          .contains("metrics.address 127.0.0.1:" + taken.getLocalPort())
          .contains("metrics.enabled=false");
    }
  }

  @Test
  void nothing_is_served_where_nothing_is_wanted() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        NodeProcess node =
            NodeProcess.start(
                data,
                "--set=metrics.port=" + taken.getLocalPort(),
                "--set=metrics.enabled=false")) {
      node.awaitReady();
      assertThat(node.output()).contains(" metrics=none ");
    }
  }

  @Test
  void development_keys_are_not_shown_beyond_loopback_unless_somebody_insists() throws Exception {
    try (NodeProcess node = NodeProcess.start(data, "--set=metrics.address=0.0.0.0")) {
      assertThat(node.awaitExit()).isEqualTo(2);
      assertThat(node.output()).contains("metrics.address '0.0.0.0'").contains("--dev");
    }
    try (NodeProcess node = NodeProcess.start(data, "--set=metrics.address=0.0.0.0", "--dev")) {
      node.awaitReady();
      assertThat(node.output()).contains("metrics=http://0.0.0.0:");
    }
  }

  private static List<String> own(String page) {
    return Pattern.compile("(?m)^# TYPE (dtvn_\\w+) ")
        .matcher(page)
        .results()
        .map(type -> type.group(1))
        .toList();
  }

  /** What docs/metrics.md says is there. */
  private static List<String> documented() throws IOException {
    String table = Files.readString(Path.of("..", "docs", "metrics.md"));
    return Pattern.compile("(?m)^\\| `(dtvn_\\w+)` \\|.*\\| yes \\|")
        .matcher(table)
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  private static String page(NodeProcess node) throws IOException, InterruptedException {
    Matcher url = URL.matcher(node.output());
    assertThat(url.find()).as(node.output()).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url.group(1))).timeout(Duration.ofSeconds(20)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
