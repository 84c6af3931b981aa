package io.dtvn.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Hex;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.ticket.OperationCodec;
import io.dtvn.domain.ticket.Operations;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No signature under one thing passes for another. */
final class SignatureInputTest {

  private static final Digest GENESIS = Digest.parse("11".repeat(32));

  @Test
  void the_input_is_magic_type_genesis_group_and_payload() {
    Bytes payload = Bytes.copyOf(new byte[] {7});
    assertThat(hex(SignatureInput.of(SignedType.COMMIT, GENESIS, payload)))
        .isEqualTo("54564e31" + "04" + GENESIS.hex() + "0000" + "07");
    assertThat(SignatureInput.of(SignedType.COMMIT, GENESIS, payload).length())
        .isEqualTo(SignatureInput.PREFIX_BYTES + 1);
  }

  @Test
  void a_result_is_signed_over_epoch_number_root_and_signer() {
    ResultStatement statement = new ResultStatement(1, 2, Digest.ZERO, 3);
    assertThat(hex(statement.signatureInput(GENESIS)))
        .isEqualTo(
            "54564e31"
                + "06"
                + GENESIS.hex()
                + "0000"
                + "0000000000000001"
                + "0000000000000002"
                + Digest.ZERO.hex()
                + "03");
  }

  @Test
  void types_have_numbers_of_their_own() {
    Set<Integer> numbers = new HashSet<>();
    for (SignedType type : SignedType.values()) {
      assertThat(numbers.add(type.code())).isTrue();
    }
  }

  @Test
  void an_operation_is_signed_under_its_own_word_and_network() {
    Bytes signed = OperationCodec.signedBytes(Operations.admit("a", "T"), GENESIS);
    Digest other = FakeNetwork.of(1).genesisHash();
    assertThat(hex(signed))
        .startsWith(
            "0011"
                + Hex.encode("dtvn-operation-v1".getBytes(StandardCharsets.US_ASCII))
                + GENESIS.hex());
    assertThat(OperationCodec.signedBytes(Operations.admit("a", "T"), other)).isNotEqualTo(signed);
    assertThat(OperationCodec.signedBytes(Operations.admit("a", "U"), GENESIS))
        .isNotEqualTo(signed);
  }

  private static String hex(Bytes bytes) {
    return Hex.encode(bytes.toBytes());
  }
}
