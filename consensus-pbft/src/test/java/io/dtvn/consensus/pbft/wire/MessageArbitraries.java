package io.dtvn.consensus.pbft.wire;

import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.CheckpointCertificate;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.message.Forward;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.PreparedCertificate;
import io.dtvn.consensus.pbft.message.RequestMessage;
import io.dtvn.consensus.pbft.message.Signers;
import io.dtvn.consensus.pbft.message.SlotSet;
import io.dtvn.consensus.pbft.message.StateAt;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.membership.Quorum;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.out.OrderingStatus.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Messages and certificates with any content their records allow. */
final class MessageArbitraries {

  private MessageArbitraries() {}

  static Arbitrary<PbftMessage> messages() {
    return Arbitraries.oneOf(
        List.of(
            bundles().map(RequestMessage::new),
            bundles().map(Forward::new),
            Combinators.combine(bindings(), signatures(), batches().optional()).as(PrePrepare::new),
            Combinators.combine(bindings(), validators(), signatures()).as(Prepare::new),
            Combinators.combine(bindings(), validators(), signatures()).as(Commit::new),
            Combinators.combine(states(), validators(), signatures()).as(Checkpoint::new),
            statuses(),
            digests().map(Fetch.Body::new),
            Arbitraries.just(new Fetch.StableCheckpoint()),
            Arbitraries.longs().map(Fetch.VotesOfMine::new),
            Combinators.combine(batches(), commitCertificates().optional()).as(Data.Body::new),
            checkpointCertificates().map(Data.StableCheckpoint::new),
            Combinators.combine(
                    Arbitraries.longs(),
                    votes().list().ofMaxSize(5).map(MessageArbitraries::inOrder),
                    commitCertificates().optional())
                .as(Data.VotesOfYours::new)));
  }

  static Arbitrary<PreparedCertificate> preparedCertificates() {
    return Combinators.combine(bindings(), signatures(), signers()).as(PreparedCertificate::new);
  }

  static Arbitrary<CommitCertificate> commitCertificates() {
    return Combinators.combine(bindings(), signers()).as(CommitCertificate::new);
  }

  static Arbitrary<CheckpointCertificate> checkpointCertificates() {
    return Combinators.combine(states(), signers()).as(CheckpointCertificate::new);
  }

  /** As a list of votes stands in a frame: by sequence number, kind and view, none twice. */
  private static List<Vote> inOrder(List<Vote> votes) {
    TreeSet<Vote> sorted =
        new TreeSet<>(
            Comparator.comparingLong(Vote::sequence)
                .thenComparingInt(MessageArbitraries::kind)
                .thenComparingLong(Vote::view));
    sorted.addAll(votes);
    return List.copyOf(sorted);
  }

  private static int kind(Vote vote) {
    return switch (vote) {
      case PrePrepare _ -> 2;
      case Prepare _ -> 3;
      case Commit _ -> 4;
    };
  }

  private static Arbitrary<Vote> votes() {
    return Arbitraries.oneOf(
        List.of(
            Combinators.combine(bindings(), signatures())
                .as((b, s) -> new PrePrepare(b, s, Optional.empty())),
            Combinators.combine(bindings(), validators(), signatures()).as(Prepare::new),
            Combinators.combine(bindings(), validators(), signatures()).as(Commit::new)));
  }

  private static Arbitrary<Status> statuses() {
    Arbitrary<SlotSet> slots =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMaxSize(SlotSet.BYTES_MAX)
            .map(bits -> new SlotSet(Bytes.copyOf(bits)));
    return Combinators.combine(
            numbers().list().ofSize(5),
            Arbitraries.of(Status.Mode.values()),
            Arbitraries.of(Standing.values()),
            slots.list().ofSize(2),
            Arbitraries.longs())
        .as(
            (n, mode, standing, s, nonce) ->
                new Status(
                    n.get(0), n.get(1), mode, standing, n.get(2), n.get(3), n.get(4), s.get(0),
                    s.get(1), nonce));
  }

  private static Arbitrary<Batch> batches() {
    Arbitrary<List<Bundle>> bundles = bundles().list().ofMaxSize(3).uniqueElements(Bundle::id);
    return Combinators.combine(numbers(), numbers(), bundles).as(Batch::of);
  }

  private static Arbitrary<Bundle> bundles() {
    Arbitrary<BundleId> ids =
        Combinators.combine(
                digests().map(PublicKey::new), Arbitraries.longs().between(1, Long.MAX_VALUE))
            .as(BundleId::new);
    Arbitrary<Operation> operations =
        Combinators.combine(
                digests().map(OpId::new),
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20).map(TicketId::new))
            .as((opId, ticket) -> Operation.unsigned(opId, ticket, Claim.NONE, new Action.Admit()));
    return Combinators.combine(
            ids, numbers(), operations.list().ofMinSize(1).ofMaxSize(4), signatures())
        .as(
            (id, notAfter, content, signature) ->
                Bundle.signed(
                    id, notAfter, content, new Bundle.Signing(Digest.ZERO, _ -> signature)));
  }

  private static Arbitrary<Signers> signers() {
    return Arbitraries.maps(
            Arbitraries.integers().between(0, Quorum.MAX_VALIDATORS - 1), signatures())
        .ofMaxSize(Quorum.MAX_VALIDATORS)
        .map(byMember -> Signers.of(new TreeMap<>(byMember)));
  }

  private static Arbitrary<Binding> bindings() {
    return Combinators.combine(numbers(), numbers(), numbers(), digests()).as(Binding::new);
  }

  private static Arbitrary<StateAt> states() {
    return Combinators.combine(numbers(), numbers(), digests()).as(StateAt::new);
  }

  private static Arbitrary<Long> numbers() {
    return Arbitraries.longs().between(0, Long.MAX_VALUE);
  }

  private static Arbitrary<Integer> validators() {
    return Arbitraries.integers().between(0, 255);
  }

  private static Arbitrary<Signature> signatures() {
    return Combinators.combine(digests(), digests()).as(Signature::new);
  }

  private static Arbitrary<Digest> digests() {
    Arbitrary<Long> words = Arbitraries.longs();
    return Combinators.combine(words, words, words, words).as(Digest::new);
  }
}
