package io.dtvn.consensus.pbft.verify;

import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.message.Forward;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.RequestMessage;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.consensus.pbft.wire.Wire;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.ConsensusEngineProvider.EngineConfig;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.MessageVerifier;
import io.dtvn.ports.spi.Verified;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The checks of one replica's incoming frames, cheapest first: size, structure, membership, window,
 * completed phase, signatures. Whether a sender's message is a second, different one for its place
 * is for the replica to see; an equal one costs no second verification.
 */
final class PbftMessageVerifier implements MessageVerifier {

  private final int self;
  private final ValidatorSet members;
  private final ProtocolParameters parameters;
  private final SignatureChecks signatures;
  private final CertificateVerifier certificates;
  private final VoteFilter filter;

  PbftMessageVerifier(EngineConfig config, SignatureChecks signatures) {
    this.self = config.self();
    this.members = config.genesis().validators();
    this.parameters = config.genesis().parameters();
    this.signatures = signatures;
    this.certificates = new CertificateVerifier(members, signatures);
    this.filter = new VoteFilter(config);
  }

  @Override
  public Verdict verify(int from, PeerNetwork.Lane lane, Bytes frame) {
    if (frame.length() > PeerNetwork.FRAME_BYTES_MAX) {
      return Objection.TOO_LARGE.verdict();
    }
    PbftMessage message;
    try {
      message = Wire.decode(frame);
    } catch (MalformedException _) {
      return Objection.MALFORMED.verdict();
    }
    if (message.lane() != lane) {
      return Objection.WRONG_LANE.verdict();
    }
    return objectionTo(from, message)
        .map(Objection::verdict)
        .orElseGet(() -> new Verdict.Accepted(new Verified<>(message)));
  }

  @Override
  public BundleVerdict verify(Bundle bundle) {
    return objectionTo(bundle)
        .<BundleVerdict>map(objection -> new BundleVerdict.Rejected(objection.name()))
        .orElseGet(() -> new BundleVerdict.Accepted(new Verified<>(bundle)));
  }

  @Override
  public Optional<Verified<CommittedBatch>> verify(CommittedBatch claimed) {
    return filter.objectionToEpoch(claimed.epoch()).isPresent()
        ? Optional.empty()
        : certificates.verify(claimed);
  }

  @Override
  public void onPublished(Effect.Publish published) {
    filter.onPublished(published);
  }

  private Optional<Objection> objectionTo(int from, PbftMessage message) {
    if (from < 0 || from >= members.size() || from == self) {
      return Optional.of(Objection.NOT_A_MEMBER);
    }
    return switch (message) {
      case Vote vote -> objectionTo(from, vote);
      case Checkpoint vote -> objectionTo(from, vote);
      case RequestMessage(Bundle bundle) -> objectionTo(bundle);
      case Forward(Bundle bundle) -> objectionTo(bundle);
      case Status status -> objectionTo(status);
      case Fetch _ -> Optional.empty();
      case Data.Body body -> objectionTo(body);
      case Data.StableCheckpoint(var certificate) -> {
        var state = certificate.state();
        yield first(
            () -> unless(isCheckpoint(state.sequence()), Objection.MALFORMED),
            () -> filter.objectionToCheckpoint(state.epoch(), state.sequence()),
            () -> certificates.objectionTo(certificate));
      }
      case Data.VotesOfYours answer -> objectionTo(answer);
    };
  }

  private Optional<Objection> objectionTo(int from, Vote vote) {
    return first(
        () -> unless(vote.sequence() >= 1, Objection.MALFORMED),
        () -> unless(isInRole(vote), Objection.NOT_THE_SENDERS),
        () -> unless(vote.voter(members) == from, Objection.NOT_THE_SENDERS),
        () -> filter.objectionTo(vote),
        () -> unless(bodyMatches(vote), Objection.BODY_MISMATCH),
        () -> unless(isSigned(vote) && isBodySigned(vote), Objection.BAD_SIGNATURE));
  }

  private Optional<Objection> objectionTo(int from, Checkpoint vote) {
    Digest network = signatures.genesisHash();
    return first(
        () -> unless(isCheckpoint(vote.sequence()), Objection.MALFORMED),
        () -> unless(vote.validator() == from, Objection.NOT_THE_SENDERS),
        () -> filter.objectionToCheckpoint(vote.state().epoch(), vote.sequence()),
        () ->
            unless(
                signatures.isSignedBy(from, vote.signatureInput(network), vote.signature()),
                Objection.BAD_SIGNATURE));
  }

  /** Anybody may pass on a bundle, but only members are gateways. */
  private Optional<Objection> objectionTo(Bundle bundle) {
    return first(
        () ->
            unless(
                members.indexOf(bundle.id().gateway()).isPresent(),
                Objection.NOT_OF_A_MEMBER_GATEWAY),
        () -> unless(signatures.isSigned(bundle), Objection.BAD_SIGNATURE));
  }

  private Optional<Objection> objectionTo(Status status) {
    int bytesMax = Math.ceilDiv(parameters.window(), Byte.SIZE);
    boolean sane =
        status.low() <= status.lastExecuted()
            && status.low() % parameters.checkpointInterval() == 0
            && status.prepared().bits().length() <= bytesMax
            && status.committed().bits().length() <= bytesMax;
    return first(
        () -> unless(sane, Objection.MALFORMED), () -> filter.objectionToEpoch(status.epoch()));
  }

  /** With a certificate f+1 correct members vouch for the bundles; without one nobody does. */
  private Optional<Objection> objectionTo(Data.Body body) {
    Batch batch = body.batch();
    if (body.certificate().isEmpty()) {
      return first(
          () -> filter.objectionToEpoch(batch.header().epoch()),
          () -> unless(signatures.areSigned(batch), Objection.BAD_SIGNATURE));
    }
    CommitCertificate certificate = body.certificate().get();
    return first(
        () -> filter.objectionToEpoch(certificate.binding().epoch()),
        () -> unless(isOf(batch, certificate), Objection.BODY_MISMATCH),
        () -> certificates.objectionTo(certificate));
  }

  /** What others show me of my own past: only what I signed, from any view and any slot. */
  private Optional<Objection> objectionTo(Data.VotesOfYours answer) {
    return first(
        () -> unless(answer.votes().size() <= 2 * parameters.window(), Objection.MALFORMED),
        () -> unless(answer.votes().stream().allMatch(this::isOwn), Objection.NOT_THE_SENDERS),
        () ->
            unless(
                answer.newest().stream().allMatch(c -> c.commits().contains(self)),
                Objection.NOT_THE_SENDERS),
        () -> unless(answer.votes().stream().allMatch(this::isSigned), Objection.BAD_SIGNATURE),
        () -> answer.newest().flatMap(certificates::objectionTo));
  }

  private boolean isOwn(Vote vote) {
    return vote.voter(members) == self && isInRole(vote) && vote.sequence() >= 1;
  }

  /** A PREPARE is a backup's: the primary's is its proposal, and it must not count twice. */
  private boolean isInRole(Vote vote) {
    return !(vote instanceof Prepare) || vote.voter(members) != members.primaryOf(vote.view());
  }

  private boolean isSigned(Vote vote) {
    return signatures.isSignedBy(
        vote.voter(members), vote.signatureInput(signatures.genesisHash()), vote.signature());
  }

  private boolean isBodySigned(Vote vote) {
    return !(vote instanceof PrePrepare proposal)
        || proposal.body().map(signatures::areSigned).orElse(true);
  }

  private static boolean bodyMatches(Vote vote) {
    return !(vote instanceof PrePrepare proposal)
        || proposal
            .body()
            .map(b -> b.digest().equals(vote.digest()) && b.header().epoch() == vote.epoch())
            .orElse(true);
  }

  private static boolean isOf(Batch batch, CommitCertificate certificate) {
    return batch.digest().equals(certificate.binding().digest())
        && batch.header().epoch() == certificate.binding().epoch();
  }

  private boolean isCheckpoint(long sequence) {
    return sequence >= 1 && sequence % parameters.checkpointInterval() == 0;
  }

  private static Optional<Objection> unless(boolean fine, Objection objection) {
    return fine ? Optional.empty() : Optional.of(objection);
  }

  /** The first objection; later checks are not made. */
  @SafeVarargs
  private static Optional<Objection> first(Supplier<Optional<Objection>>... checks) {
    for (Supplier<Optional<Objection>> check : checks) {
      Optional<Objection> objection = check.get();
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }
}
