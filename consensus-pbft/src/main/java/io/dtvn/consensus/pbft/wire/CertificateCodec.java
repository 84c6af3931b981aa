package io.dtvn.consensus.pbft.wire;

import io.dtvn.consensus.pbft.message.CheckpointCertificate;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.PreparedCertificate;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import java.util.function.Function;

/**
 * The canonical form of certificates. {@code write} and {@code read} put one among other fields;
 * {@code encode} and {@code decode} make bytes that stand alone, as the archive keeps them: version
 * u8, type u8, the certificate, nothing behind it.
 *
 * <p>Form: the statement, for a prepared certificate the primary's signature, a bitmap u16 of the
 * members that signed, their signatures in member order. What the signatures are worth is not
 * checked here.
 */
public final class CertificateCodec {

  private static final int BYTES_EXPECTED = 1024;

  private CertificateCodec() {}

  /** Writes {@code certificate} behind what {@code out} already holds. */
  public static void write(PreparedCertificate certificate, CanonicalWriter out) {
    Fields.write(certificate.binding(), out);
    out.signature(certificate.proposal());
    Fields.write(certificate.prepares(), out);
  }

  /** Writes {@code certificate} behind what {@code out} already holds. */
  public static void write(CommitCertificate certificate, CanonicalWriter out) {
    Fields.write(certificate.binding(), out);
    Fields.write(certificate.commits(), out);
  }

  /** Writes {@code certificate} behind what {@code out} already holds. */
  public static void write(CheckpointCertificate certificate, CanonicalWriter out) {
    Fields.write(certificate.state(), out);
    Fields.write(certificate.signers(), out);
  }

  /**
   * Reads one prepared certificate.
   *
   * @throws MalformedException if the bytes are not the canonical form of one
   */
  public static PreparedCertificate readPrepared(CanonicalReader in) {
    return new PreparedCertificate(Fields.binding(in), in.signature(), Fields.signers(in));
  }

  /**
   * Reads one commit certificate.
   *
   * @throws MalformedException if the bytes are not the canonical form of one
   */
  public static CommitCertificate readCommit(CanonicalReader in) {
    return new CommitCertificate(Fields.binding(in), Fields.signers(in));
  }

  /**
   * Reads one checkpoint certificate.
   *
   * @throws MalformedException if the bytes are not the canonical form of one
   */
  public static CheckpointCertificate readCheckpoint(CanonicalReader in) {
    return new CheckpointCertificate(Fields.stateAt(in), Fields.signers(in));
  }

  /** The bytes of {@code certificate} alone. */
  public static Bytes encode(PreparedCertificate certificate) {
    CanonicalWriter out = start(FrameType.PREPARED_CERTIFICATE);
    write(certificate, out);
    return out.bytes();
  }

  /** The bytes of {@code certificate} alone. */
  public static Bytes encode(CommitCertificate certificate) {
    CanonicalWriter out = start(FrameType.COMMIT_CERTIFICATE);
    write(certificate, out);
    return out.bytes();
  }

  /** The bytes of {@code certificate} alone. */
  public static Bytes encode(CheckpointCertificate certificate) {
    CanonicalWriter out = start(FrameType.CHECKPOINT_CERTIFICATE);
    write(certificate, out);
    return out.bytes();
  }

  /**
   * The prepared certificate that fills {@code encoded}.
   *
   * @throws MalformedException if the bytes are not the canonical form of one
   */
  public static PreparedCertificate decodePrepared(Bytes encoded) {
    return whole(FrameType.PREPARED_CERTIFICATE, encoded, CertificateCodec::readPrepared);
  }

  /**
   * The commit certificate that fills {@code encoded}.
   *
   * @throws MalformedException if the bytes are not the canonical form of one
   */
  public static CommitCertificate decodeCommit(Bytes encoded) {
    return whole(FrameType.COMMIT_CERTIFICATE, encoded, CertificateCodec::readCommit);
  }

  /**
   * The checkpoint certificate that fills {@code encoded}.
   *
   * @throws MalformedException if the bytes are not the canonical form of one
   */
  public static CheckpointCertificate decodeCheckpoint(Bytes encoded) {
    return whole(FrameType.CHECKPOINT_CERTIFICATE, encoded, CertificateCodec::readCheckpoint);
  }

  private static CanonicalWriter start(FrameType type) {
    return new CanonicalWriter(BYTES_EXPECTED).u8(Wire.VERSION).u8(type.code());
  }

  private static <C> C whole(
      FrameType wanted, Bytes encoded, Function<CanonicalReader, C> certificate) {
    CanonicalReader in = CanonicalReader.of(encoded);
    FrameType found = Wire.typeOf(in);
    if (found != wanted) {
      throw new MalformedException("certificate: want %s, found %s".formatted(wanted, found));
    }
    C value = certificate.apply(in);
    in.end();
    return value;
  }
}
