package io.dtvn.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That the race sees what must never be: nodes with planted defects are caught. */
class AdmissionRaceTest {

  private static final String ADMITTED = "200 {'data':{'op_id':'a'}}";
  private static final String REFUSED =
      "409 {'code':'ALREADY_ADMITTED','data':{'first':{'op_id':'a'}}}";

  private final List<HttpServer> servers = new ArrayList<>();
  private final List<Gate> gates = new ArrayList<>();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();

  @AfterEach
  void stop() {
    gates.forEach(Gate::close);
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void one_admission_that_all_others_name_is_right() throws Exception {
    AdmissionRace race = run(node(ADMITTED), node(REFUSED), node(REFUSED));

    assertThat(race.violations()).isEmpty();
    assertThat(race.admitted()).isEqualTo(1);
    assertThat(keys).hasSize(3);
  }

  @Test
  void two_admissions_are_caught() throws Exception {
    assertViolation(node(ADMITTED), node("200 {'data':{'op_id':'b'}}"), node(REFUSED));
    assertViolation(node(ADMITTED), node(ADMITTED), node(REFUSED));
  }

  @Test
  void no_admission_at_all_is_caught() throws Exception {
    assertViolation(node(REFUSED), node(REFUSED));
  }

  @Test
  void a_refusal_that_names_another_admission_is_caught() throws Exception {
    assertViolation(node(ADMITTED), node(REFUSED.replace("'a'", "'b'")), node(REFUSED));
  }

  @Test
  void another_refusal_is_caught() throws Exception {
    assertViolation(node(ADMITTED), node("404 {'code':'NOT_FOUND'}"));
    assertViolation(node(ADMITTED), node("500 {'code':'INTERNAL'}"));
  }

  @Test
  void a_node_that_is_busy_is_asked_again_under_the_same_key() throws Exception {
    AdmissionRace race =
        run(node(ADMITTED), node("503 {'code':'UNAVAILABLE'}", "429 {'code':'BUSY'}", REFUSED));

    assertThat(race.violations()).isEmpty();
    assertThat(race.retries()).isEqualTo(2);
    assertThat(keys).hasSize(2);
  }

  private void assertViolation(URI... nodes) throws Exception {
    AdmissionRace race = run(nodes);
    assertThat(race.violations()).singleElement().asString().startsWith("T: want one admission");
    assertThat(race.admitted()).isZero();
  }

  private AdmissionRace run(URI... nodes) throws Exception {
    List<Gate> fresh = new ArrayList<>();
    for (URI node : nodes) {
      fresh.add(new Gate(fresh.size(), node));
    }
    gates.addAll(fresh);
    AdmissionRace race = new AdmissionRace(fresh);
    race.run(List.of("T"));
    return race;
  }

  /** Something that answers so, one after the other, and like the last for ever. */
  private URI node(String... answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> left = new ArrayList<>(List.of(answers));
    server.createContext(
        "/api/v1/tickets/admit",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          answer(exchange, left.size() == 1 ? left.getFirst() : left.removeFirst());
        });
    server.start();
    servers.add(server);
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, String answer) throws IOException {
    byte[] body = answer.substring(4).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
