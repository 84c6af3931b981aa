package io.dtvn.domain.ticket;

import static io.dtvn.domain.ticket.Operations.at;
import static io.dtvn.domain.ticket.Operations.by;
import static io.dtvn.domain.ticket.Operations.dispute;
import static io.dtvn.domain.ticket.Operations.issue;
import static io.dtvn.domain.ticket.Operations.validate;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Hex;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.membership.ValidatorId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The canonical bytes themselves: a change here splits the network from its own past. */
final class GoldenBytesTest {

  private static final String OP_V = OpId.ofKey("v").value().hex();

  @Test
  void op_ids() {
    assertThat(OpId.ofKey("order-1042"))
        .hasToString("ad1a6affb354359b3e8cf4ea12be6028810c79d6aa969be30ffee16afb512005");
    assertThat(OpId.ofRandom(Bytes.copyOf(new byte[32])))
        .hasToString("9c6ff7f8d42bbb1b0d3cedbfe8f8c8a986b71857bd9a31dd176b5f40c4797125");
  }

  @Test
  void an_operation() {
    Operation operation = by("k1", at("A", "d1", validate("v", "T-1")));
    assertThat(Hex.encode(OperationCodec.encode(operation).toBytes()))
        .isEqualTo(
            OP_V
                + ("0007" + "64656661756c74") // default
                + ("0003" + "542d31") // T-1
                + ("01" + "0002" + "6b31") // k1
                + ("01" + "0001" + "41") // A
                + ("01" + "0002" + "6431") // d1
                + "00" // no time
                + "00" // any version
                + "02" // VALIDATE
                + "00"); // not signed
  }

  @Test
  void an_outcome_of_each_kind() {
    Admission admission =
        new Admission(
            OpId.ofKey("v"),
            new Principal.KeyHolder(new PublicKey(Digest.ZERO)),
            new ValidatorId("n"),
            Optional.empty(),
            Optional.empty(),
            5,
            6);
    Refusal refusal =
        new Refusal(
            RefusalCode.ALREADY_ADMITTED,
            Optional.of(TicketState.CONSUMED),
            2,
            Optional.of(admission),
            Optional.empty());
    assertThat(hex(new Outcome.Applied(ActionType.ADMIT, TicketState.CONSUMED, 2)))
        .isEqualTo("01" + "04" + "03" + "0000000000000002");
    assertThat(hex(new Outcome.Unchanged(TicketState.REVOKED, 3)))
        .isEqualTo("02" + "05" + "0000000000000003");
    assertThat(hex(new Outcome.Repeated(9, 258))).isEqualTo("05" + "0000000000000009" + "00000102");
    assertThat(hex(new Outcome.Refused(Refusal.unseen(RefusalCode.MALFORMED))))
        .isEqualTo("04" + "01" + "00" + "0000000000000000" + "00" + "00");
    assertThat(hex(new Outcome.Refused(refusal)))
        .isEqualTo(
            "04"
                + "0e"
                + "0103"
                + "0000000000000002"
                + ("01" + OP_V)
                + ("01" + Digest.ZERO.hex()) // signed by its own key
                + ("0001" + "6e")
                + "0000"
                + ("0000000000000005" + "0000000000000006")
                + "00");
  }

  @Test
  void a_ticket_and_its_history() {
    TicketLife life =
        TicketLife.after(issue("i", "T-1", "data"), validate("v", "T-1"), dispute("d", "T-1"));
    String ticket = hex(new Outcome.Found(life.ticket()));
    assertThat(ticket).startsWith("03" + "0003542d31" + "000764656661756c74" + "04");
    assertThat(TicketCodec.encode(life.ticket()).sha256())
        .hasToString("0200412b4dbd7502c6f6209f8add4f5abafb83ccfd1e44fa049eefc49ef4ba9c");
    assertThat(life.ticket().historyHead()).isEqualTo(life.history().getLast().digest());
    assertThat(life.ticket().historyHead())
        .hasToString("93cfeb8a2a91b3e89eed6256e9f9c7339ea141f747a29268f828740c0b648bb1");
  }

  private static String hex(Outcome outcome) {
    return Hex.encode(OutcomeCodec.encode(outcome).toBytes());
  }
}
