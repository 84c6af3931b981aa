package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What too much costs the caller, and not us. */
class LimitsTest extends ApiTest {

  private static final int MIB = 1 << 20;
  private static final String POST = "POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\n";

  private final FakeNode node = new FakeNode();

  @Test
  void a_body_of_1_mib_is_read_and_a_larger_one_is_not() {
    Api api = open(node);
    String start = "{'ticket_id':'T1','x':'";
    String fits = start + "y".repeat(MIB - start.length() - 2) + "'}";
    assertThat(api.post(T, fits).status()).isEqualTo(201);
    Reply reply = api.post(T, fits + " ");
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.code()).isEqualTo("TOO_LARGE");
    assertThat(node.ordered()).isEqualTo(1);
  }

  @Test
  void a_length_over_the_limit_is_refused_before_anything_is_sent() {
    try (RawSocket socket = open(node).connect()) {
      String answer = socket.send(POST + "Content-Length: 104857600\r\n\r\n").answer();
      assertThat(answer)
          .startsWith("HTTP/1.1 413 ")
          .contains("\"code\":\"TOO_LARGE\"")
          .containsIgnoringCase("connection: close");
      assertThat(socket.rest()).isEmpty();
    }
  }

  @Test
  void chunks_are_counted_too() {
    try (RawSocket socket = open(node).connect()) {
      socket.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
      for (int i = 0; i < 17; i++) {
        socket.send(chunk);
      }
      assertThat(socket.answer()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void a_chunked_body_is_read_like_any_other() {
    try (RawSocket socket = open(node).connect()) {
      socket.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
      socket.send("e\r\n{\"ticket_id\":\"\r\n").send("4\r\nT1\"}\r\n0\r\n\r\n");
      assertThat(socket.status()).isEqualTo(201);
      assertThat(socket.get("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void a_line_of_4_kib_and_headers_of_8_kib_are_the_most() {
    Api api = open(node);
    try (RawSocket line = api.connect();
        RawSocket header = api.connect()) {
      assertThat(line.get("/" + "x".repeat(4096)).answer())
          .startsWith("HTTP/1.1 414 ")
          .contains("TOO_LARGE");
      assertThat(header.get("/health", "X-Long: " + "x".repeat(8192)).answer())
          .startsWith("HTTP/1.1 431 ")
          .contains("TOO_LARGE");
    }
  }

  @Test
  void what_is_no_http_is_malformed() {
    Api api = open(node);
    for (String text :
        new String[] {"hello\r\n\r\n", "GET / HTTP/x\r\n\r\n", "\u0016\u0003\r\n\r\n"}) {
      try (RawSocket socket = api.connect()) {
        assertThat(socket.send(text).answer())
            .startsWith("HTTP/1.1 400 ")
            .contains("\"code\":\"MALFORMED\"");
      }
    }
  }

  @Test
  void a_body_that_is_waited_for_is_asked_for() {
    try (RawSocket socket = open(node).connect()) {
      socket.send(POST + "Expect: 100-continue\r\nContent-Length: 18\r\n\r\n");
      assertThat(socket.head()).startsWith("HTTP/1.1 100 ");
      assertThat(socket.send("{\"ticket_id\":\"T1\"}").status()).isEqualTo(201);
    }
    try (RawSocket socket = open(node).connect()) {
      socket.send(POST + "Expect: 100-continue\r\nContent-Length: 9999999\r\n\r\n");
      assertThat(socket.status()).isEqualTo(413);
    }
  }

  @Test
  void requests_sent_ahead_are_answered_in_order() {
    try (RawSocket socket = open(node).connect()) {
      StringBuilder ahead = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        ahead.append("GET /api/v1/tickets/T%d HTTP/1.1\r\nHost: x\r\n\r\n".formatted(i));
        ahead.append("GET /api/v1/tickets/%FF HTTP/1.1\r\nHost: x\r\n\r\n");
      }
      socket.send(ahead.toString());
      for (int i = 0; i < 100; i++) {
        assertThat(socket.answer()).contains("ticket T%d not found".formatted(i));
        assertThat(socket.status()).isEqualTo(400);
      }
    }
  }

  @Test
  void whoever_sends_very_many_ahead_is_cut_off() {
    try (RawSocket socket = open(node).connect()) {
      socket.send("GET /api/v1/status HTTP/1.1\r\n\r\n".repeat(2000));
      assertThat(socket.rest().split("HTTP/1.1 200 ", -1).length).isLessThan(1000);
    }
  }

  @Test
  void a_drip_feed_ends_by_the_deadline() {
    Api api = open(node, limits(100, 100, Duration.ofSeconds(1)));
    try (RawSocket silent = api.connect();
        RawSocket head = api.connect();
        RawSocket body = api.connect()) {
      head.send("GET /health HTTP/1.1\r\nX-Slow: ");
      body.send(POST + "Content-Length: 1000\r\n\r\n");
      Thread drip =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (true) {
                        head.send("x");
                        body.send("x");
                        Thread.sleep(50);
                      }
                    } catch (RuntimeException | InterruptedException _) {
                      // the server has closed, which is what the test waits for
                    }
                  });
      assertThat(head.rest()).isEmpty();
      assertThat(body.rest()).isEmpty();
      assertThat(silent.rest()).isEmpty();
      drip.interrupt();
      assertThat(api.get("/health").status()).isEqualTo(200);
    }
  }

  @Test
  void one_request_too_many_is_busy_and_health_is_not() {
    CompletableFuture<Void> late = new CompletableFuture<>();
    node.takeCourse(answer -> late.thenCombine(answer, (_, real) -> real));
    Api api = open(node, limits(100, 2, Duration.ofSeconds(20)));
    try (RawSocket one = api.connect();
        RawSocket two = api.connect();
        RawSocket three = api.connect()) {
      one.request("POST", T, "{\"ticket_id\":\"T1\"}");
      two.request("POST", T, "{\"ticket_id\":\"T2\"}");
      Await.until("two requests wait", () -> node.ordered() == 2);
      assertThat(three.request("POST", T, "{\"ticket_id\":\"T3\"}").answer())
          .startsWith("HTTP/1.1 429 ")
          .contains("\"code\":\"BUSY\"")
          .containsIgnoringCase("retry-after: 1\r\n");
      assertThat(three.get("/health").status()).isEqualTo(200);
      late.complete(null);
      assertThat(one.status()).isEqualTo(201);
      assertThat(two.status()).isEqualTo(201);
      assertThat(three.request("POST", T, "{\"ticket_id\":\"T3\"}").status()).isEqualTo(201);
    }
    assertThat(node.ordered()).isEqualTo(3);
  }

  @Test
  void connections_are_bounded_and_places_become_free() {
    Api api = open(node, limits(10, 100, Duration.ofSeconds(20)));
    List<RawSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sockets.add(api.connect());
      assertThat(sockets.get(i).get("/health").status()).isEqualTo(200);
    }
    try (RawSocket busy = api.connect()) {
      assertThat(busy.get("/health").answer())
          .startsWith("HTTP/1.1 429 ")
          .containsIgnoringCase("retry-after: 1\r\n");
      assertThat(busy.rest()).isEmpty();
    }
    sockets.forEach(RawSocket::close);
    Await.until(
        "a place is free",
        () -> {
          try (RawSocket again = api.connect()) {
            return again.get("/health").status() == 200;
          }
        });
  }

  @Test
  void bodies_in_flight_are_bounded_together() {
    Limits limits = limits(100, 100, Duration.ofSeconds(20));
    Api api = open(node, limits);
    try (RawSocket one = api.connect();
        RawSocket two = api.connect()) {
      one.send(POST + "Content-Length: 900000\r\n\r\n").send("x".repeat(800_000));
      two.send(POST + "Content-Length: 900000\r\n\r\n").send("x".repeat(800_000));
      Await.until("one of them is refused", () -> one.hasInput() || two.hasInput());
      RawSocket refused = one.hasInput() ? one : two;
      assertThat(refused.answer()).startsWith("HTTP/1.1 429 ").contains("BUSY");
    }
    Await.until("there is room again", () -> api.post(T, "{'ticket_id':'T1'}").status() < 400);
  }

  private static Limits limits(int connections, int requests, Duration within) {
    return new Limits(
        connections,
        connections,
        requests,
        connections,
        MIB,
        4 * MIB,
        MIB + 300_000,
        MIB,
        within,
        within,
        Duration.ofSeconds(10));
  }
}
