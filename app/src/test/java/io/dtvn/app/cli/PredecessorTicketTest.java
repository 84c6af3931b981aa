package io.dtvn.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.app.cli.PredecessorTicket.State;
import io.dtvn.app.client.NodeClient;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Scan;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PredecessorTicketTest {

  private static final String TOO_LONG = Base64.getEncoder().encodeToString(new byte[5_000]);

  @Test
  void a_ticket_keeps_its_id_its_state_and_its_data() {
    PredecessorTicket ticket = of("T-1", "T-1", "VALIDATED", "c2VhdA==");

    assertThat(ticket.row().objection()).isEmpty();
    assertThat(ticket.row().body().toString())
        .isEqualTo("{\"ticket_id\":\"T-1\",\"data\":\"c2VhdA==\"}");
    assertThat(ticket.state()).isEqualTo(State.VALIDATED);
    assertThat(ticket.loss()).isEmpty();
  }

  @Test
  void whoever_was_let_in_is_known_even_if_the_data_is_unusable() {
    for (String data : new String[] {TOO_LONG, "no base64"}) {
      PredecessorTicket consumed = of("T-1", "T-1", "CONSUMED", data);

      assertThat(consumed.row().objection()).isEmpty();
      assertThat(consumed.row().body().toString()).isEqualTo("{\"ticket_id\":\"T-1\"}");
      assertThat(consumed.loss()).startsWith("taken over without its data: ");
      assertThat(of("T-1", "T-1", "ISSUED", data).row().objection()).startsWith("data: want");
    }
  }

  @Test
  void what_is_no_ticket_has_an_objection_that_writes_nothing_but_text() {
    assertThat(of("a\u001b[2Jb", "other\u0007", "ISSUED", "").row().objection())
        .isEqualTo("a?[2Jb: want a ticket of that id, found 'other?'");
    assertThat(of("a\u0007", "a\u0007", "CONSUMED", "").row().objection()).isNotEmpty();
    assertThat(of("T-1", "T-1", "", "").row().objection()).contains("state ''");
  }

  private static PredecessorTicket of(String key, String id, String state, String data) {
    String json =
        NodeClient.JSON
            .createObjectNode()
            .put("id", id)
            .put("state", state)
            .put("data", data)
            .toString();
    return PredecessorTicket.of(1, new Scan.Entry(bytes(key), bytes(json)));
  }

  private static Bytes bytes(String text) {
    return Bytes.owning(text.getBytes(UTF_8));
  }
}
