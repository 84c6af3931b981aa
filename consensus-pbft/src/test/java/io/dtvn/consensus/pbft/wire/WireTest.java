package io.dtvn.consensus.pbft.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Forward;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.ports.out.PeerNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every rule of the form, broken once. */
class WireTest {

  private static final Prepare PREPARE = new Prepare(Samples.BINDING, 3, Samples.signature(2));

  @Test
  void a_frame_of_another_version_is_refused() {
    refuses(changed(PREPARE, bytes -> bytes[0] = 2), "want version 1, found 2");
  }

  @Test
  void a_frame_of_no_known_type_is_refused() {
    refuses(changed(PREPARE, bytes -> bytes[1] = 6), "want a known type, found 6");
  }

  @Test
  void a_certificate_is_no_message() {
    refuses(CertificateCodec.encode(Samples.COMMITTED), "want a message");
  }

  @Test
  void a_message_is_no_certificate() {
    assertThatThrownBy(() -> CertificateCodec.decodeCommit(PREPARE.encoded()))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("want COMMIT_CERTIFICATE, found PREPARE");
  }

  @Test
  void one_kind_of_certificate_is_not_another() {
    assertThatThrownBy(
            () -> CertificateCodec.decodeCheckpoint(CertificateCodec.encode(Samples.COMMITTED)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void bytes_behind_a_message_are_refused() {
    for (Map.Entry<String, PbftMessage> sample : Samples.messages().entrySet()) {
      byte[] bytes = Wire.encode(sample.getValue()).toBytes();
      refuses(Bytes.owning(Arrays.copyOf(bytes, bytes.length + 1)), "");
    }
  }

  @Test
  void bytes_behind_a_certificate_are_refused() {
    byte[] bytes = CertificateCodec.encode(Samples.STABLE).toBytes();
    assertThatThrownBy(
            () ->
                CertificateCodec.decodeCheckpoint(
                    Bytes.owning(Arrays.copyOf(bytes, bytes.length + 1))))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void numbers_from_2_to_the_63_on_are_refused() {
    refuses(changed(PREPARE, bytes -> bytes[2] = (byte) 0x80), "less than 2^63"); // epoch
    refuses(changed(PREPARE, bytes -> bytes[10] = (byte) 0x80), "less than 2^63"); // view
    refuses(changed(PREPARE, bytes -> bytes[18] = (byte) 0x80), "less than 2^63"); // sequence
  }

  @Test
  void a_signer_above_the_largest_set_is_refused() {
    byte[] bytes = CertificateCodec.encode(Samples.STABLE).toBytes();
    bytes[2 + 8 + 8 + 32] = 0x20; // member 13 instead of 12
    assertThatThrownBy(() -> CertificateCodec.decodeCheckpoint(Bytes.owning(bytes)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("members 0 to 12");
  }

  @Test
  void a_vote_that_stands_twice_in_a_list_is_refused() {
    List<Vote> votes = List.of(PREPARE, PREPARE);
    refuses(Wire.encode(new Data.VotesOfYours(1, votes, Optional.empty())), "out of order at 1");
  }

  @Test
  void a_checkpoint_in_a_list_of_votes_is_refused() {
    Data.VotesOfYours votes = new Data.VotesOfYours(1, List.of(PREPARE), Optional.empty());
    refuses(changed(votes, bytes -> bytes[2 + 8 + 4] = 5), "want a vote, found CHECKPOINT");
  }

  @Test
  void a_proposal_in_a_list_of_votes_has_no_body() {
    PrePrepare proposal =
        new PrePrepare(Samples.BINDING, Samples.signature(1), Optional.of(Samples.BATCH));
    Data.VotesOfYours votes = new Data.VotesOfYours(1, List.of(proposal), Optional.empty());
    assertThatThrownBy(() -> Wire.encode(votes)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_longest_list_of_votes_fits_a_frame() {
    List<Vote> votes = new ArrayList<>();
    for (int i = 0; i < Data.VotesOfYours.VOTES_MAX; i++) {
      Binding binding = new Binding(0, 0, i + 1, Samples.BINDING.digest());
      votes.add(new Commit(binding, i & 0xFF, Samples.signature(i >>> 8)));
    }
    Data.VotesOfYours answer = new Data.VotesOfYours(1, votes, Optional.of(Samples.COMMITTED));
    assertThat(Wire.decode(Wire.encode(answer))).isEqualTo(answer);
  }

  @Test
  void a_frame_over_the_limit_is_refused_unread() {
    refuses(Bytes.owning(new byte[PeerNetwork.FRAME_BYTES_MAX + 1]), "at most 1048576 bytes");
  }

  @Test
  void a_list_longer_than_its_limit_is_refused() {
    CanonicalWriter out = new CanonicalWriter().u8(1).u8(14).bits64(1);
    out.u32(Data.VotesOfYours.VOTES_MAX + 1).raw(new byte[900_000], 0, 900_000);
    refuses(out.bytes(), "want at most 4096 entries, found 4097");
  }

  @Test
  void a_bundle_longer_than_its_limit_is_refused() {
    int tooMany = Bundle.BYTES_MAX + 1;
    CanonicalWriter out = new CanonicalWriter().u8(1).u8(7).u32(tooMany);
    refuses(
        out.raw(new byte[tooMany], 0, tooMany).bytes(), "byte string: want at most 196608 bytes");
  }

  @Test
  void a_batch_longer_than_its_limit_is_refused() {
    int tooMany = Batch.BYTES_MAX + 1;
    CanonicalWriter out = new CanonicalWriter().u8(1).u8(12).u32(tooMany);
    refuses(
        out.raw(new byte[tooMany], 0, tooMany).bytes(), "byte string: want at most 262144 bytes");
  }

  @Test
  void a_set_of_slots_longer_than_its_limit_is_refused() {
    CanonicalWriter out = new CanonicalWriter().u8(1).u8(8).u64(0).u64(0).u8(1).u8(1);
    out.u64(0).u64(0).u64(0).u16(257);
    refuses(out.raw(new byte[300], 0, 300).bytes(), "slot set: want at most 256 bytes, found 257");
  }

  @Test
  void a_name_that_is_no_unicode_is_refused() {
    Forward forward = new Forward(Samples.BUNDLE);
    String hex = HexFormat.of().formatHex(forward.encoded().toBytes());
    int name = hex.indexOf("0003542d31") / 2 + 2; // the ticket "T-1" behind its length
    refuses(
        changed(
            forward,
            bytes -> { // UTF-8 form of the lone surrogate U+D800
              bytes[name] = (byte) 0xED;
              bytes[name + 1] = (byte) 0xA0;
              bytes[name + 2] = (byte) 0x80;
            }),
        "");
  }

  @Test
  void an_option_is_0_or_1() {
    Data.Body body = new Data.Body(Samples.BATCH, Optional.empty());
    refuses(changed(body, bytes -> bytes[bytes.length - 1] = 2), "want 0 or 1, found 2");
  }

  private static Bytes changed(PbftMessage message, Consumer<byte[]> change) {
    byte[] bytes = Wire.encode(message).toBytes();
    change.accept(bytes);
    return Bytes.owning(bytes);
  }

  private static void refuses(Bytes frame, String why) {
    assertThatThrownBy(() -> Wire.decode(frame))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining(why);
  }
}
