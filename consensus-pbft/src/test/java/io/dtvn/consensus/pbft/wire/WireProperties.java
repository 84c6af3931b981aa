package io.dtvn.consensus.pbft.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.consensus.pbft.message.CheckpointCertificate;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PreparedCertificate;
import io.dtvn.domain.codec.Bytes;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** One message has one form, and the form has the message. */
class WireProperties {

  @Property(tries = 500)
  void a_message_is_what_its_frame_decodes_to(@ForAll("messages") PbftMessage message) {
    Bytes frame = Wire.encode(message);
    assertThat(Wire.decode(frame)).isEqualTo(message);
    assertThat(Wire.encode(Wire.decode(frame))).isEqualTo(frame);
  }

  @Property(tries = 100)
  void a_prepared_certificate_is_what_its_bytes_decode_to(
      @ForAll("prepared") PreparedCertificate certificate) {
    assertThat(CertificateCodec.decodePrepared(CertificateCodec.encode(certificate)))
        .isEqualTo(certificate);
  }

  @Property(tries = 100)
  void a_commit_certificate_is_what_its_bytes_decode_to(
      @ForAll("committed") CommitCertificate certificate) {
    assertThat(CertificateCodec.decodeCommit(CertificateCodec.encode(certificate)))
        .isEqualTo(certificate);
  }

  @Property(tries = 100)
  void a_checkpoint_certificate_is_what_its_bytes_decode_to(
      @ForAll("stable") CheckpointCertificate certificate) {
    assertThat(CertificateCodec.decodeCheckpoint(CertificateCodec.encode(certificate)))
        .isEqualTo(certificate);
  }

  @Provide
  Arbitrary<PbftMessage> messages() {
    return MessageArbitraries.messages();
  }

  @Provide
  Arbitrary<PreparedCertificate> prepared() {
    return MessageArbitraries.preparedCertificates();
  }

  @Provide
  Arbitrary<CommitCertificate> committed() {
    return MessageArbitraries.commitCertificates();
  }

  @Provide
  Arbitrary<CheckpointCertificate> stable() {
    return MessageArbitraries.checkpointCertificates();
  }
}
