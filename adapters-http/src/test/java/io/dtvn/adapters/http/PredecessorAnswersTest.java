package io.dtvn.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.ports.out.PeerNetwork.ConnectedPeer;
import io.dtvn.ports.out.PeerNetwork.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The answers that the predecessor's network gave and ours gives, field for field. */
class PredecessorAnswersTest extends ApiTest {

  private static final String PEER_ID = FakeFacts.PEER_ID;

  private final FakeNode node = new FakeNode();

  @Test
  void validate_consume_and_dispute_say_so_and_nothing_else() {
    Api api = open(node);
    api.post(T, "{'ticket_id':'T1'}");
    assertThat(api.post(T + "/validate", "{'ticket_id':'T1'}").body())
        .isEqualTo("{\"success\":true,\"message\":\"Ticket validated successfully\"}\n");
    assertThat(api.post(T + "/consume", "{'ticket_id':'T1'}").body())
        .isEqualTo("{\"success\":true,\"message\":\"Ticket consumed successfully\"}\n");
    Reply disputed = api.post(T + "/dispute", "{'ticket_id':'T1'}");
    assertThat(disputed.body())
        .isEqualTo("{\"success\":true,\"message\":\"Ticket disputed successfully\"}\n");
    assertThat(disputed.status()).isEqualTo(200);
    assertThat(disputed.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void seed_makes_500_tickets_once() {
    Api api = open(node);
    assertThat(api.post(T + "/seed", "").body())
        .isEqualTo(
            "{\"success\":true,\"message\":\"Seeded 500 tickets\",\"data\":{\"seeded\":500}}\n");
    Reply again = api.post(T + "/seed", "");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/data")).isEqualTo(json("{'seeded':0}"));
  }

  @Test
  void a_ticket_is_shown_with_the_fields_and_capitals_of_old() {
    node.issueImplicitly();
    Api api = open(node);
    api.post(T + "/validate", "{'ticket_id':'TICKET-001','data':'eyJhIjoxfQ=='}");
    assertThat(api.get(T + "/TICKET-001").body())
        .isEqualTo(
            "{\"success\":true,\"message\":\"Ticket retrieved successfully\",\"data\":"
                + "{\"ID\":\"TICKET-001\",\"State\":\"VALIDATED\",\"Data\":\"eyJhIjoxfQ==\","
                + "\"ValidatorID\":\"node0\",\"Timestamp\":1795353639,"
                + "\"VectorClock\":{\"node0\":2},\"Metadata\":{\"source\":\"implicit\"}}}\n");
  }

  @Test
  void a_ticket_that_was_only_issued_has_neither_data_nor_validator_nor_source() {
    Api api = open(node);
    JsonNode ticket = api.post(T, "{'ticket_id':'T1'}").json().at("/data");
    assertThat(ticket)
        .isEqualTo(
            json(
                "{'ID':'T1','State':'ISSUED','Data':null,'ValidatorID':'','Timestamp':1795353639,"
                    + "'VectorClock':{'node0':1},'Metadata':{}}"));
  }

  @Test
  void a_sample_ticket_names_its_source() {
    Api api = open(node);
    api.post(T + "/seed", "");
    assertThat(api.get(T + "/TICKET-001").json().at("/data/Metadata"))
        .isEqualTo(json("{'source':'seed'}"));
  }

  @Test
  void all_tickets_are_listed_or_an_empty_list() {
    Api api = open(node);
    assertThat(api.get(T).body())
        .isEqualTo(
            "{\"success\":true,\"message\":\"Tickets retrieved successfully\",\"data\":[]}\n");
    api.post(T + "/seed", "");
    Reply all = api.get(T);
    assertThat(all.json().at("/data")).hasSize(500);
    assertThat(all.json().at("/data/0/ID").asText()).isEqualTo("TICKET-001");
    assertThat(all.body()).endsWith("]}\n").hasLineCount(1);
  }

  @Test
  void status_is_running_with_the_time_and_the_number_of_listeners() {
    Reply reply = open(node).get("/api/v1/status");
    long seconds = reply.json().at("/data/timestamp").asLong();
    assertThat(seconds).isBetween(1_700_000_000L, 10_000_000_000L);
    assertThat(reply.body())
        .isEqualTo(
            "{\"success\":true,\"message\":\"Status retrieved successfully\",\"data\":"
                + "{\"status\":\"running\",\"timestamp\":"
                + seconds
                + ",\"ws_clients\":0}}\n");
  }

  @Test
  void stats_begin_with_the_fields_of_old() {
    Api api = open(node);
    api.post(T, "{'ticket_id':'T1'}");
    Reply reply = api.get("/api/v1/stats");
    assertThat(reply.body())
        .startsWith(
            "{\"success\":true,\"message\":\"Stats retrieved successfully\",\"data\":"
                + "{\"cache_size\":0,\"current_view\":0,\"is_primary\":true,"
                + "\"node_id\":\"node0\",\"peer_count\":0,\"sequence\":1,"
                + "\"storage_stats\":{\"page_count\":3,\"tx_count\":7},");
  }

  @Test
  void peers_are_ids_and_addresses() {
    Api api = open(node);
    assertThat(api.get("/api/v1/peers").json().at("/data"))
        .isEqualTo(json("{'peers':[],'refused':[]}"));
    List<String> addresses = List.of("/ip4/127.0.0.1/tcp/4002");
    node.facts().connect(new ConnectedPeer(FakeNetwork.keyOf("node0"), addresses));
    assertThat(api.get("/api/v1/peers").body())
        .isEqualTo(
            "{\"success\":true,\"message\":\"Peers retrieved successfully\",\"data\":"
                + "{\"peers\":[{\"id\":\""
                + PEER_ID
                + "\",\"addrs\":[\"/ip4/127.0.0.1/tcp/4002\"]}],\"refused\":[]}}\n");
    assertThat(api.get("/api/v1/stats").json().at("/data/peer_count").asInt()).isEqualTo(1);
  }

  @Test
  void peers_also_count_who_was_refused_and_why() {
    node.facts().refuse(new Refusal("bad_frame", 1), new Refusal("not_a_member", 20));
    assertThat(open(node).get("/api/v1/peers").json().at("/data/refused"))
        .isEqualTo(json("[{'reason':'bad_frame','count':1},{'reason':'not_a_member','count':20}]"));
  }

  @Test
  void config_names_view_primary_node_and_size() {
    assertThat(open(new FakeNode(4)).get("/api/v1/config").body())
        .isEqualTo(
            "{\"success\":true,\"message\":\"Config retrieved successfully\",\"data\":"
                + "{\"current_view\":0,\"is_primary\":true,\"node_id\":\"node0\","
                + "\"total_nodes\":4}}\n");
  }

  @Test
  void consensus_logs_are_a_list() {
    assertThat(open(node).get("/api/v1/consensus/logs").body())
        .isEqualTo(
            "{\"success\":true,\"message\":\"Consensus logs retrieved successfully\","
                + "\"data\":[]}\n");
  }

  @Test
  void node_crypto_shows_key_and_addresses() {
    assertThat(open(node).get("/api/v1/node/crypto").body())
        .isEqualTo(
            "{\"success\":true,\"message\":\"Node crypto info retrieved successfully\",\"data\":"
                + "{\"key_algorithm\":\"Ed25519\","
                + "\"listen_addresses\":[\"/ip4/127.0.0.1/tcp/4001\"],\"node_id\":\"node0\","
                + "\"peer_id\":\""
                + PEER_ID
                + "\",\"public_key\":\""
                + FakeNetwork.keyOf("node0").hex()
                + "\",\"transport_security\":[\"noise\"]}}\n");
  }

  @Test
  void a_node_that_listens_nowhere_claims_no_transport_security() {
    node.facts().listenAt(List.of());
    JsonNode data = open(node).get("/api/v1/node/crypto").json().at("/data");
    assertThat(data.at("/listen_addresses")).isEmpty();
    assertThat(data.at("/transport_security")).isEmpty();
  }

  @Test
  void storage_entries_count_the_tickets() {
    Api api = open(node);
    api.post(T + "/seed", "");
    JsonNode data = api.get("/api/v1/storage/entries").json().at("/data");
    assertThat(data.toString())
        .isEqualTo(
            "{\"consensus_log_count\":500,\"db_stats\":{\"page_count\":3,\"tx_count\":7},"
                + "\"latest_checkpoint\":null,\"node_id\":\"node0\",\"ticket_states\":"
                + "{\"CONSUMED\":0,\"DISPUTED\":0,\"ISSUED\":500,\"VALIDATED\":0},"
                + "\"total_tickets\":500}");
  }

  @Test
  void health_is_bare() {
    Reply reply = open(node).get("/health");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("/status").asText()).isEqualTo("healthy");
    assertThat(reply.json().has("success")).isFalse();
  }
}
