package io.dtvn.consensus.pbft;

import io.dtvn.consensus.pbft.cluster.Votes;
import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.CommitCertificate;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.RequestMessage;
import io.dtvn.consensus.pbft.message.SlotSet;
import io.dtvn.consensus.pbft.message.StateAt;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.consensus.pbft.message.Vote;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.ports.out.OrderingStatus.Standing;
import java.util.List;
import java.util.Optional;

/** A message as a scenario writes it: it becomes bytes and signatures in somebody's mouth. */
interface Line {

  /** The message when {@code sender} says it. */
  PbftMessage by(Scenario scene, int sender);

  /** A proposal with its body: one bundle that does {@code content}. */
  static Ballot prePrepare(long sequence, String content) {
    return new Ballot(Phase.PROPOSAL, 0, 0, sequence, content, sequence, 0);
  }

  /** A proposal without its body. */
  static Ballot bodiless(long sequence, String content) {
    return new Ballot(Phase.BODILESS, 0, 0, sequence, content, sequence, 0);
  }

  /** A PREPARE for the batch that does {@code content}. */
  static Ballot prepare(long sequence, String content) {
    return new Ballot(Phase.PREPARE, 0, 0, sequence, content, sequence, 0);
  }

  /** A COMMIT for the batch that does {@code content}. */
  static Ballot commit(long sequence, String content) {
    return new Ballot(Phase.COMMIT, 0, 0, sequence, content, sequence, 0);
  }

  /** A CHECKPOINT whose root stands for {@code state}. */
  static Line checkpoint(long sequence, String state) {
    return (scene, sender) ->
        new Votes(scene.network()).checkpoint(sender, new StateAt(0, sequence, root(state)));
  }

  /** A bundle of {@code gateway}. */
  static Line request(int gateway, long number, String content) {
    return (scene, _) -> new RequestMessage(scene.bundle(gateway, number, content));
  }

  /** A report of somebody who has executed up to {@code lastExecuted} and knows of no more. */
  static Line status(long low, long lastExecuted) {
    return status(low, lastExecuted, SlotSet.EMPTY, SlotSet.EMPTY);
  }

  /** A report. */
  static Line status(long low, long lastExecuted, SlotSet prepared, SlotSet committed) {
    return (_, sender) ->
        new Status(
            0,
            0,
            Status.Mode.NORMAL,
            Standing.VOTER,
            low,
            lastExecuted,
            lastExecuted,
            prepared,
            committed,
            sender + 1);
  }

  /** A report of {@code instance}. */
  static Line statusOf(long instance) {
    return (_, _) ->
        new Status(
            0,
            0,
            Status.Mode.NORMAL,
            Standing.VOTER,
            0,
            0,
            0,
            SlotSet.EMPTY,
            SlotSet.EMPTY,
            instance);
  }

  /** The question for the body of {@code content}. */
  static Line fetchBody(long sequence, String content) {
    return (scene, _) -> new Fetch.Body(scene.batch(sequence, content, 0).digest());
  }

  /** The body of {@code content}. */
  static Line body(long sequence, String content) {
    return (scene, _) -> new Data.Body(scene.batch(sequence, content, 0), Optional.empty());
  }

  /** The body of {@code content} with the COMMITs of {@code signers}. */
  static Line body(long sequence, String content, int... signers) {
    return (scene, _) ->
        new Data.Body(
            scene.batch(sequence, content, 0),
            Optional.of(committed(scene, sequence, content, signers)));
  }

  /** The certificate of {@code signers} over a state. */
  static Line stable(long sequence, String state, int... signers) {
    return (scene, _) ->
        new Data.StableCheckpoint(
            new Votes(scene.network()).stable(new StateAt(0, sequence, root(state)), signers));
  }

  /** The answer to a start-up question: these votes of the asker are held. */
  static Line votesOf(int asker, Line... votes) {
    return (scene, _) ->
        new Data.VotesOfYours(
            Scenario.NONCE,
            List.of(votes).stream().map(line -> (Vote) line.by(scene, asker)).toList(),
            Optional.empty());
  }

  /** The certificate of {@code signers}' COMMITs. */
  static CommitCertificate committed(
      Scenario scene, long sequence, String content, int... signers) {
    Binding binding = new Binding(0, 0, sequence, scene.batch(sequence, content, 0).digest());
    return new Votes(scene.network()).committed(binding, signers);
  }

  /** The root that stands for {@code state}. */
  static Digest root(String state) {
    return Digest.of(Utf8.encode(state));
  }

  /** {@code message} itself, whoever says it. */
  static Line plain(PbftMessage message) {
    return (_, _) -> message;
  }

  /** What a ballot is. */
  enum Phase {
    PROPOSAL,
    BODILESS,
    PREPARE,
    COMMIT
  }

  /**
   * A vote of one of three phases.
   *
   * @param bundle number of the one bundle in the batch
   * @param lateMillis how far the batch's time lies behind the wall clock at the start
   */
  record Ballot(
      Phase phase,
      long epoch,
      long view,
      long sequence,
      String content,
      long bundle,
      long lateMillis)
      implements Line {

    Ballot inView(long other) {
      return new Ballot(phase, epoch, other, sequence, content, bundle, lateMillis);
    }

    Ballot inEpoch(long other) {
      return new Ballot(phase, other, view, sequence, content, bundle, lateMillis);
    }

    Ballot ofBundle(long other) {
      return new Ballot(phase, epoch, view, sequence, content, other, lateMillis);
    }

    Ballot late(long millis) {
      return new Ballot(phase, epoch, view, sequence, content, bundle, millis);
    }

    @Override
    public PbftMessage by(Scenario scene, int sender) {
      Votes votes = new Votes(scene.network());
      var batch = scene.batch(bundle, content, lateMillis);
      Binding binding = new Binding(epoch, view, sequence, batch.digest());
      return switch (phase) {
        case PROPOSAL -> votes.prePrepare(binding, batch);
        case BODILESS -> votes.prePrepare(binding);
        case PREPARE -> votes.prepare(sender, binding);
        case COMMIT -> votes.commit(sender, binding);
      };
    }
  }
}
