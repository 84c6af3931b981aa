package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of tickets: in the byte order of ids, page by page. */
class ListTest extends ApiTest {

  private final FakeNode node = new FakeNode();

  @Test
  void pages_lead_to_every_ticket_once() {
    Api api = open(node);
    api.post(T + "/seed", "");
    List<String> ids = new ArrayList<>();
    String next = T + "?limit=120";
    int pages = 0;
    while (!next.isEmpty()) {
      Reply page = api.get(next);
      ids.addAll(ids(page));
      next = next(page);
      pages++;
    }
    assertThat(pages).isEqualTo(5);
    assertThat(ids).hasSize(500).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void a_last_page_that_is_full_leads_nowhere() {
    Api api = open(node);
    issue(api, "A", "B", "C");
    assertThat(next(api.get(T + "?limit=3"))).isEmpty();
    assertThat(next(api.get(T + "?limit=4"))).isEmpty();
    assertThat(next(api.get(T + "?limit=2"))).isEqualTo(T + "?limit=2&cursor=Qg");
    assertThat(api.get(T + "?limit=2").header("Link"))
        .isEqualTo("</api/v1/tickets?limit=2&cursor=Qg>; rel=\"next\"");
  }

  @Test
  void the_order_is_that_of_the_bytes() {
    Api api = open(node);
    issue(api, "b", "a", "Z", "é", "🎫", "\uFFFD", "10", "2");
    assertThat(ids(api.get(T))).containsExactly("10", "2", "Z", "a", "b", "é", "\uFFFD", "🎫");
    List<String> paged = new ArrayList<>();
    for (String next = T + "?limit=1"; !next.isEmpty(); ) {
      Reply page = api.get(next);
      paged.addAll(ids(page));
      next = next(page);
    }
    assertThat(paged).containsExactly("10", "2", "Z", "a", "b", "é", "\uFFFD", "🎫");
  }

  @Test
  void one_state_is_listed_alone() {
    Api api = open(node);
    issue(api, "A", "B", "C");
    api.post(T + "/admit", "{'ticket_id':'A'}");
    api.post(T + "/admit", "{'ticket_id':'C'}");
    assertThat(ids(api.get(T + "?state=CONSUMED"))).containsExactly("A", "C");
    assertThat(ids(api.get(T + "?state=ISSUED"))).containsExactly("B");
    assertThat(ids(api.get(T + "?state=DISPUTED"))).isEmpty();
    Reply first = api.get(T + "?state=CONSUMED&limit=1");
    assertThat(next(first)).endsWith("&state=CONSUMED");
    assertThat(ids(api.get(next(first)))).containsExactly("C");
  }

  @Test
  void without_a_limit_the_first_10000_are_listed() {
    Api api = open(node);
    for (int part = 0; part < 11; part++) {
      StringBuilder rows = new StringBuilder();
      for (int i = 0; i < 1000 && part * 1000 + i < 10_001; i++) {
        String row = "{'ticket_id':'T%05d'}".formatted(part * 1000 + i);
        rows.append(rows.isEmpty() ? "" : ",").append(row);
      }
      assertThat(api.post(T + "/batch", "{'tickets':[" + rows + "]}").status()).isEqualTo(200);
    }
    Reply all = api.get(T);
    assertThat(all.json().at("/data")).hasSize(10_000);
    assertThat(ids(api.get(next(all)))).containsExactly("T10000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=-1",
        "limit=10001",
        "limit=x",
        "limit=",
        "limit=1e3",
        "state=ADMITTED",
        "state=issued",
        "cursor=%3F",
        "cursor=_w",
        "cursor="
      })
  void a_query_that_makes_no_sense_is_malformed(String query) {
    Reply reply = open(node).get(T + "?" + query);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("MALFORMED");
  }

  @Test
  void other_parameters_are_ignored() {
    assertThat(open(node).get(T + "?fields=a&sort=b&x").status()).isEqualTo(200);
  }

  private static void issue(Api api, String... ids) {
    for (String id : ids) {
      api.post(T, Json.bytes(Json.object().put("ticket_id", id)));
    }
  }

  private static List<String> ids(Reply page) {
    List<String> ids = new ArrayList<>();
    for (JsonNode ticket : page.json().at("/data")) {
      ids.add(ticket.at("/ID").asText());
    }
    return ids;
  }

  private static String next(Reply page) {
    String link = page.header("Link");
    return link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
  }
}
