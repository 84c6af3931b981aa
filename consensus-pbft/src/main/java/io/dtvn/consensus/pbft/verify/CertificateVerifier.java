package io.dtvn.consensus.pbft.verify;

import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.CheckpointCertificate;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.PreparedCertificate;
import io.dtvn.consensus.pbft.message.Signers;
import io.dtvn.consensus.pbft.message.StateAt;
import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Verified;
import java.util.Optional;

/**
 * Checks certificates: exactly as many distinct members as the quorum asks for, every signature
 * over the one statement. A certificate with more signers than needed is refused like one with
 * fewer, so that all count alike. Thread-safe; each signature is verified once while remembered.
 */
public final class CertificateVerifier {

  private final ValidatorSet members;
  private final int quorum;
  private final SignatureChecks signatures;

  CertificateVerifier(ValidatorSet members, SignatureChecks signatures) {
    this.members = members;
    this.quorum = members.quorum().quorum();
    this.signatures = signatures;
  }

  /** Whether the primary of its view and q-1 backups signed its binding. */
  public boolean accepts(PreparedCertificate certificate) {
    return objectionTo(certificate).isEmpty();
  }

  /** Whether q members signed COMMITs for its binding. */
  public boolean accepts(CommitCertificate certificate) {
    return objectionTo(certificate).isEmpty();
  }

  /** Whether q members signed CHECKPOINTs for its state. */
  public boolean accepts(CheckpointCertificate certificate) {
    return objectionTo(certificate).isEmpty();
  }

  /**
   * Checks a batch that an archive claims was ordered: its certificate is valid and is over this
   * epoch, view, sequence number and body. The clients' signatures are not checked again: of the q
   * members that committed it, f+1 correct ones did.
   *
   * @return the batch as a checked one; empty if anything is wrong
   */
  public Optional<Verified<CommittedBatch>> verify(CommittedBatch claimed) {
    CommitCertificate certificate;
    try {
      certificate = CertificateCodec.decodeCommit(claimed.certificate());
    } catch (MalformedException _) {
      return Optional.empty();
    }
    Binding binding = certificate.binding();
    boolean sameSlot =
        binding.epoch() == claimed.epoch()
            && binding.view() == claimed.view()
            && binding.sequence() == claimed.sequence()
            && claimed.batch().header().epoch() == claimed.epoch();
    return sameSlot && binding.digest().equals(claimed.batch().digest()) && accepts(certificate)
        ? Optional.of(new Verified<>(claimed))
        : Optional.empty();
  }

  Optional<Objection> objectionTo(PreparedCertificate certificate) {
    Binding binding = certificate.binding();
    int primary = members.primaryOf(binding.view());
    Signers backups = certificate.prepares();
    if (isNoSlot(binding.sequence()) || isNotOf(quorum - 1, backups) || backups.contains(primary)) {
      return Optional.of(Objection.CERTIFICATE_SIZE);
    }
    Digest network = signatures.genesisHash();
    boolean signed =
        signatures.isSignedBy(primary, binding.prePrepareInput(network), certificate.proposal())
            && signatures.areSigned(backups, member -> binding.prepareInput(network, member));
    return signed ? Optional.empty() : Optional.of(Objection.BAD_SIGNATURE);
  }

  Optional<Objection> objectionTo(CommitCertificate certificate) {
    Binding binding = certificate.binding();
    if (isNoSlot(binding.sequence()) || isNotOf(quorum, certificate.commits())) {
      return Optional.of(Objection.CERTIFICATE_SIZE);
    }
    Digest network = signatures.genesisHash();
    return signatures.areSigned(
            certificate.commits(), member -> binding.commitInput(network, member))
        ? Optional.empty()
        : Optional.of(Objection.BAD_SIGNATURE);
  }

  Optional<Objection> objectionTo(CheckpointCertificate certificate) {
    StateAt state = certificate.state();
    if (isNoSlot(state.sequence()) || isNotOf(quorum, certificate.signers())) {
      return Optional.of(Objection.CERTIFICATE_SIZE);
    }
    Digest network = signatures.genesisHash();
    return signatures.areSigned(
            certificate.signers(), member -> state.checkpointInput(network, member))
        ? Optional.empty()
        : Optional.of(Objection.BAD_SIGNATURE);
  }

  private boolean isNotOf(int wanted, Signers signers) {
    return signers.count() != wanted || signers.bitmap() >>> members.size() != 0;
  }

  private static boolean isNoSlot(long sequence) {
    return sequence < 1;
  }
}
