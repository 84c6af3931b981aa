package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.ports.out.OrderingException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many tickets at once: each for itself. */
class BatchTest extends ApiTest {

  private static final String BATCH = T + "/batch";

  private final FakeNode node = new FakeNode();
  private Api api;

  @BeforeEach
  void open() {
    api = open(node);
  }

  @Test
  void every_row_has_a_result_in_order() {
    api.post(T, "{'ticket_id':'B','data':'YQ=='}");
    Reply reply =
        api.post(
            BATCH,
            "{'tickets':[{'ticket_id':'A'},{'ticket_id':'B','data':'YQ=='},"
                + "{'ticket_id':'B','data':'Yg=='},{'ticket_id':''},"
                + "{'ticket_id':'a\\u0000'},{'ticket_id':'A'}]}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"success\":true,\"message\":\"Issued 1 tickets\",\"data\":{\"created\":1,"
                + "\"unchanged\":2,\"failed\":3,\"results\":["
                + "{\"ticket_id\":\"A\",\"status\":\"created\"},"
                + "{\"ticket_id\":\"B\",\"status\":\"unchanged\"},"
                + "{\"ticket_id\":\"B\",\"status\":\"error\",\"code\":\"ID_CONFLICT\"},"
                + "{\"ticket_id\":\"\",\"status\":\"error\",\"code\":\"MALFORMED\"},"
                + "{\"ticket_id\":\"a\\u0000\",\"status\":\"error\",\"code\":\"MALFORMED\"},"
                + "{\"ticket_id\":\"A\",\"status\":\"unchanged\"}]}}\n");
    assertThat(reply.header("DTVN-Sequence")).isEqualTo("5");
    assertThat(node.ordered()).isEqualTo(5);
    assertThat(api.get(T + "/A").json().at("/data/Metadata/source").asText()).isEqualTo("import");
  }

  @Test
  void repeated_under_its_key_it_gets_the_first_answers() {
    String body = "{'tickets':[{'ticket_id':'A'},{'ticket_id':'B'}]}";
    Reply first = api.post(BATCH, body, "Idempotency-Key", "K");
    Reply second = api.post(BATCH, body, "Idempotency-Key", "K");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    Reply other = api.post(T, "{'ticket_id':'C'}", "Idempotency-Key", "K/1");
    assertThat(other.status()).as("row 1 used the key K/1").isEqualTo(422);
  }

  @Test
  void without_a_key_it_is_safe_too() {
    String body = "{'tickets':[{'ticket_id':'A'},{'ticket_id':'B'}]}";
    api.post(BATCH, body);
    JsonNode data = api.post(BATCH, body).json().at("/data");
    assertThat(data.at("/unchanged").asInt()).isEqualTo(2);
    assertThat(data.at("/created").asInt()).isZero();
  }

  @Test
  void up_to_1000_rows() {
    assertThat(api.post(BATCH, rows(1000, 10)).json().at("/data/created").asInt()).isEqualTo(1000);
    Reply reply = api.post(BATCH, rows(1001, 10));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isEqualTo("tickets: want at most 1000, found 1001");
    assertThat(node.ordered()).isEqualTo(1000);
    assertThat(api.post(BATCH, "{'tickets':[]}").json().at("/message").asText())
        .isEqualTo("Issued 0 tickets");
  }

  @Test
  void a_body_may_have_4_mib() {
    byte[] large = rows(1000, 2800);
    assertThat(large.length).isBetween(3 << 20, 4 << 20);
    assertThat(api.post(BATCH, large).json().at("/data/created").asInt()).isEqualTo(1000);
    byte[] tooLarge = rows(1000, 3200);
    assertThat(tooLarge.length).isGreaterThan(4 << 20);
    assertThat(api.post(BATCH, tooLarge).status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'tickets':5}",
        "{'tickets':{}}",
        "{'tickets':[5]}",
        "{'tickets':[[]]}",
        "{'tickets':[{'ticket_id':'A'},{'ticket_id':5}]}",
        "{'tickets':[{'ticket_id':'A'},{'ticket_id':'B','data':'?'}]}"
      })
  void what_is_no_list_of_tickets_is_no_body(String body) {
    Reply reply = api.post(BATCH, body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error()).isEqualTo("Invalid request body");
    assertThat(node.ordered()).isZero();
  }

  @Test
  void a_list_is_required() {
    assertThat(api.post(BATCH, "{}").error()).isEqualTo("tickets is required");
    assertThat(api.post(BATCH, "{'tickets':null}").error()).isEqualTo("tickets is required");
  }

  @Test
  void rows_without_an_outcome_are_told_apart() {
    AtomicInteger row = new AtomicInteger();
    node.takeCourse(
        answer ->
            switch (row.getAndIncrement()) {
              case 0 -> answer;
              case 1 ->
                  CompletableFuture.failedFuture(new OrderingException.OutcomeUnknown("later"));
              default -> CompletableFuture.failedFuture(new OrderingException.Busy("full"));
            });
    Reply reply =
        api.post(BATCH, "{'tickets':[{'ticket_id':'A'},{'ticket_id':'B'},{'ticket_id':'C'}]}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("/data"))
        .isEqualTo(
            json(
                "{'created':1,'unchanged':0,'failed':2,'results':["
                    + "{'ticket_id':'A','status':'created'},"
                    + "{'ticket_id':'B','status':'unknown','code':'OUTCOME_UNKNOWN'},"
                    + "{'ticket_id':'C','status':'error','code':'BUSY'}]}"));
  }

  @Test
  void what_keeps_every_row_is_the_answer() {
    node.takeCourse(_ -> CompletableFuture.failedFuture(new OrderingException.Busy("full")));
    Reply reply = api.post(BATCH, "{'tickets':[{'ticket_id':'A'},{'ticket_id':'B'}]}");
    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.error()).isEqualTo("Failed to issue tickets: full");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
  }

  private static byte[] rows(int count, int dataBytes) {
    ObjectNode body = Json.object();
    ArrayNode tickets = body.putArray("tickets");
    for (int i = 0; i < count; i++) {
      tickets.addObject().put("ticket_id", "T" + i).put("data", new byte[dataBytes]);
    }
    return Json.bytes(body);
  }
}
