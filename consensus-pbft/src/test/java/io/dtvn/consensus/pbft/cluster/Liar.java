package io.dtvn.consensus.pbft.cluster;

import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.Signers;
import io.dtvn.consensus.pbft.message.SlotSet;
import io.dtvn.consensus.pbft.message.StateAt;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.EngineMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a lying member does beside running the protocol: it proposes two batches for one number,
 * votes for every digest it hears of, votes in others' names, replays and floods, and lies about
 * checkpoints, its status, its archive and its results. It holds no key but its own.
 */
final class Liar {

  private static final int HEARD_MAX = 64;

  /** Liars answer one another: without an end to it a run would have none. */
  private static final int MISCHIEF_MAX = 400;

  private final World world;
  private final int self;
  private final Votes votes;
  private final SplittableRandom random;
  private final Map<Long, PrePrepare> otherProposals = new TreeMap<>();
  private final Set<Binding> votedFor = new HashSet<>();
  private final List<PbftMessage> heard = new ArrayList<>();
  private int mischief;

  Liar(World world, int self) {
    this.world = world;
    this.self = self;
    this.votes = new Votes(world.network());
    this.random = world.random().faults();
  }

  /** What {@code to} is told instead of {@code message}; empty: the truth. */
  Optional<HostFrame> insteadOf(EngineMessage message, int to) {
    return switch (message) {
      case PrePrepare(Binding binding, _, Optional<Batch> body)
          when body.isPresent() && to % 2 == (binding.sequence() & 1) ->
          Optional.of(frame(otherProposal(binding, body.get())));
      case Status status when random.nextInt(3) == 0 -> Optional.of(frame(falseStatus(status)));
      case Checkpoint vote when random.nextInt(3) == 0 ->
          Optional.of(frame(votes.checkpoint(self, falseState(vote.sequence()))));
      default -> Optional.empty();
    };
  }

  /** Reacts to what a correct member said. */
  void onHeard(Object message) {
    if (message instanceof PbftMessage pbft) {
      remember(pbft);
      if (pbft instanceof Vote vote) {
        voteForBoth(vote);
      }
      if (mischief < MISCHIEF_MAX && random.nextInt(world.network().size()) == 0) {
        mischief++;
        mischief(pbft);
      }
    }
  }

  /** Batches that were never ordered, under certificates that look like it. */
  HostFrame archive(long first) {
    List<CommittedBatch> forged = new ArrayList<>();
    for (long s = first; s < first + 3; s++) {
      Batch batch = Batch.of(0, random.nextLong(1L << 40), List.of());
      Binding binding = new Binding(0, 0, s, batch.digest());
      forged.add(
          new CommittedBatch(0, 0, s, batch, CertificateCodec.encode(forgedCertificate(binding))));
    }
    return new HostFrame.ArchiveAnswer(forged);
  }

  private void remember(PbftMessage message) {
    if (heard.size() < HEARD_MAX) {
      heard.add(message);
    } else {
      heard.set(random.nextInt(HEARD_MAX), message);
    }
  }

  /** Completes every quorum that one more vote completes. */
  private void voteForBoth(Vote vote) {
    Binding binding = vote.binding();
    if (votedFor.add(binding)) {
      if (!isPrimaryOf(binding.view())) {
        toAll(votes.prepare(self, binding));
      }
      toAll(votes.commit(self, binding));
      Optional.ofNullable(otherProposals.get(binding.sequence())).ifPresent(this::toAll);
    }
  }

  private void mischief(PbftMessage message) {
    int other = random.nextInt(world.network().size());
    long sequence = message instanceof Vote vote ? vote.sequence() : 1 + random.nextLong(64);
    Binding invented = new Binding(0, 0, sequence, noDigest());
    Signature own = votes.sign(self, invented.commitInput(world.network().hash(), other));
    switch (random.nextInt(10)) {
      case 0 -> toAll(votes.commit(self, invented));
      case 1 -> toAll(new Commit(invented, other, own));
      case 2 -> toAll(new Prepare(invented, other, own));
      case 3 -> toAll(heard.get(random.nextInt(heard.size())));
      case 4 -> toAll(votes.checkpoint(self, falseState(8 * random.nextLong(1, 1000))));
      case 5 -> toAll(votes.prepare(self, invented));
      case 6 -> toAll(new Fetch.Body(noDigest()));
      case 7 -> toAll(new Data.Body(someBatch(), Optional.of(forgedCertificate(invented))));
      case 8 -> send(other, damaged(message.encoded()));
      default -> toAll(new Fetch.VotesOfMine(random.nextLong()));
    }
  }

  private PrePrepare otherProposal(Binding binding, Batch body) {
    return otherProposals.computeIfAbsent(
        binding.sequence(),
        _ -> {
          Batch other = Batch.of(binding.epoch(), body.header().timestamp() + 1, body.bundles());
          Binding second =
              new Binding(binding.epoch(), binding.view(), binding.sequence(), other.digest());
          return votes.prePrepare(second, other);
        });
  }

  private Status falseStatus(Status honest) {
    int interval = world.plan().parameters().checkpointInterval();
    long low = interval * random.nextLong(1000);
    return new Status(
        honest.epoch(),
        honest.view(),
        Status.Mode.NORMAL,
        Standing.VOTER,
        low,
        low + random.nextLong(1000),
        random.nextLong(2000),
        SlotSet.EMPTY,
        SlotSet.EMPTY,
        random.nextLong());
  }

  private StateAt falseState(long sequence) {
    return new StateAt(0, sequence, noDigest());
  }

  /** The right number of signers, each signature but the own one made up. */
  private CommitCertificate forgedCertificate(Binding binding) {
    int quorum = world.network().genesis().validators().quorum().quorum();
    TreeMap<Integer, Signature> signatures = new TreeMap<>();
    IntStream.range(0, quorum)
        .forEach(i -> signatures.put(i, new Signature(noDigest(), noDigest())));
    signatures.put(quorum - 1, votes.commit(self, binding).signature());
    return new CommitCertificate(binding, Signers.of(signatures));
  }

  private Batch someBatch() {
    return Batch.of(0, random.nextLong(1L << 40), List.of());
  }

  private Digest noDigest() {
    return new Digest(random.nextLong(), 0, 0, 1);
  }

  private Bytes damaged(Bytes frame) {
    byte[] bytes = frame.toBytes();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return Bytes.owning(bytes);
  }

  private boolean isPrimaryOf(long view) {
    return world.network().genesis().validators().primaryOf(view) == self;
  }

  private void toAll(PbftMessage message) {
    Bytes frame = message.encoded();
    for (int peer = 0; peer < world.network().size(); peer++) {
      if (random.nextInt(4) != 0) {
        send(peer, frame);
      }
    }
  }

  private void send(int peer, Bytes frame) {
    if (peer != self) {
      world.links().send(self, peer, new HostFrame.Engine(frame));
    }
  }

  private static HostFrame frame(PbftMessage message) {
    return new HostFrame.Engine(message.encoded());
  }
}
