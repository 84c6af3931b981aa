package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.in.WatchTickets.TicketChange;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.ApiProvider.ApiConfig;
import io.dtvn.ports.spi.ApiProvider.ApiServer;
import io.dtvn.ports.spi.ApiProvider.Cors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of committed changes, and to whom. */
class WebSocketTest extends ApiTest {

  private static final String T1 = "{'ticket_id':'T1'}";

  private final FakeNode node = new FakeNode();

  @Test
  void every_committed_change_is_told_in_order() {
    Api api = open(node);
    try (RawSocket socket = api.connect()) {
      assertThat(upgrade(socket)).startsWith("HTTP/1.1 101 ");
      api.post(T, T1);
      api.post(T + "/validate", T1);
      api.post(T + "/consume", T1);
      api.post(T + "/consume", T1);
      api.post(T + "/dispute", T1);
      api.post(T + "/resolve", "{'ticket_id':'T1','outcome':'ISSUED'}");
      String opId = api.post(T + "/admit", T1).header("DTVN-Op-Id");
      api.post(T + "/annul", "{'ticket_id':'T1','admission':'" + opId + "'}");
      api.post(T + "/validate", T1);
      api.post(T + "/release", T1);
      api.post(T + "/revoke", T1);
      assertThat(socket.frame())
          .isEqualTo(
              "{\"ticket_id\":\"T1\",\"timestamp\":1795353639,\"type\":\"ticket_issued\"}\n");
      for (String type :
          new String[] {
            "validated",
            "consumed",
            "disputed",
            "resolved",
            "validated",
            "consumed",
            "annulled",
            "validated",
            "released",
            "revoked"
          }) {
        assertThat(socket.frame()).contains("\"type\":\"ticket_" + type + "\"}");
      }
    }
  }

  @Test
  void seeding_is_told_once() {
    Api api = open(node);
    try (RawSocket socket = api.connect()) {
      upgrade(socket);
      api.post(T + "/seed", "");
      assertThat(socket.frame())
          .isEqualTo("{\"count\":500,\"timestamp\":1795353639,\"type\":\"tickets_seeded\"}\n");
      api.post(T, T1);
      assertThat(socket.frame()).contains("ticket_issued");
    }
  }

  @Test
  void what_a_client_sends_is_ignored_but_pings_are_answered() {
    Api api = open(node);
    try (RawSocket socket = api.connect()) {
      upgrade(socket);
      socket.send(masked(0x81, "{\"type\":\"hello\"}")).send(masked(0x89, "ping"));
      byte[] pong = socket.read(6);
      assertThat(pong[0]).isEqualTo((byte) 0x8A);
      api.post(T, T1);
      assertThat(socket.frame()).contains("ticket_issued");
    }
  }

  @Test
  void listeners_are_counted() {
    Api api = open(node);
    try (RawSocket one = api.connect();
        RawSocket two = api.connect()) {
      upgrade(one);
      upgrade(two);
      assertThat(listeners(api)).isEqualTo(2);
      one.send(masked(0x88, ""));
      Await.until("one has gone", () -> listeners(api) == 1);
    }
    Await.until("both have gone", () -> listeners(api) == 0);
  }

  @Test
  void without_an_upgrade_it_is_400() {
    Api api = open(node);
    Reply reply = api.get("/ws");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("MALFORMED");
    try (RawSocket socket = api.connect()) {
      String[] noKey = {"Connection: Upgrade", "Upgrade: websocket"};
      assertThat(socket.get("/ws", noKey).status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost",
        "http://localhost:3000",
        "https://127.0.0.1:8443",
        "http://[::1]:80",
        "http://test",
        "HTTPS://DESK.Example:8443"
      })
  void a_page_of_this_node_this_machine_or_the_list_may_listen(String origin) {
    try (RawSocket socket = open(node, listening("https://desk.example:8443")).connect()) {
      assertThat(upgrade(socket, "Origin: " + origin)).startsWith("HTTP/1.1 101 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://desk.example",
        "http://localhost.evil.example",
        "null",
        "http://test.evil",
        "http://test:81",
        "http://evil@localhost.x",
        "",
        "http://"
      })
  void any_other_page_is_403(String origin) {
    try (RawSocket socket = open(node, listening("https://desk.example:8443")).connect()) {
      assertThat(upgrade(socket, "Origin: " + origin))
          .startsWith("HTTP/1.1 403 ")
          .contains("\"code\":\"FORBIDDEN\"");
    }
  }

  @Test
  void on_loopback_no_key_is_needed() {
    node.facts().useProductionKeys();
    try (RawSocket socket = open(node, withKey("secret")).connect()) {
      assertThat(upgrade(socket)).startsWith("HTTP/1.1 101 ");
    }
  }

  @Test
  void elsewhere_production_keys_need_one() {
    node.facts().useProductionKeys();
    ApiConfig everywhere =
        new ApiConfig("0.0.0.0", 0, withKey("secret").apiKey(), Cors.CLOSED, List.of());
    Api api = open(node, everywhere);
    try (RawSocket socket = api.connect()) {
      assertThat(upgrade(socket)).startsWith("HTTP/1.1 401 ");
      assertThat(upgrade(socket, "X-API-Key: secret")).startsWith("HTTP/1.1 101 ");
    }
  }

  @Test
  void a_client_that_does_not_read_is_dropped_and_others_are_not() {
    Api api = open(node);
    String id = "x".repeat(200);
    TicketChange change = new TicketChange.Changed(new TicketId(id), ActionType.ISSUE, 0);
    try (RawSocket deaf = api.connect();
        RawSocket listening = api.connect()) {
      upgrade(deaf);
      upgrade(listening);
      for (int i = 0; i < 60; i++) {
        for (int j = 0; j < 100; j++) {
          node.tell(change);
        }
        for (int j = 0; j < 100; j++) {
          assertThat(listening.frame()).contains(id);
        }
      }
      Await.until("the deaf one is dropped", () -> listeners(api) == 1);
      api.post(T, T1);
      assertThat(listening.frame()).contains("\"T1\"");
    }
  }

  @Test
  void closing_says_goodbye() {
    ApiServer server = new HttpApiProvider().open(OPEN, node.useCases(), Metrics.NONE);
    try (RawSocket socket = new RawSocket(server.port())) {
      upgrade(socket);
      server.close();
      byte[] goodbye = socket.read(4);
      assertThat(goodbye[0]).isEqualTo((byte) 0x88);
      assertThat((goodbye[2] & 0xFF) << 8 | goodbye[3] & 0xFF).isEqualTo(1001);
    }
  }

  private static int listeners(Api api) {
    return api.get("/api/v1/status").json().at("/data/ws_clients").asInt();
  }

  private static String upgrade(RawSocket socket, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return socket
        .send(
            "GET /ws HTTP/1.1\r\nHost: test\r\nConnection: keep-alive, Upgrade\r\n"
                + "Upgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + more
                + "\r\n")
        .answer();
  }

  private static byte[] masked(int head, String text) {
    byte[] frame = new byte[6 + text.length()];
    frame[0] = (byte) head;
    frame[1] = (byte) (0x80 | text.length());
    for (int i = 0; i < text.length(); i++) {
      frame[6 + i] = (byte) text.charAt(i); // the mask is zero
    }
    return frame;
  }

  private static ApiConfig listening(String... origins) {
    return new ApiConfig("127.0.0.1", 0, Optional.empty(), Cors.CLOSED, List.of(origins));
  }
}
