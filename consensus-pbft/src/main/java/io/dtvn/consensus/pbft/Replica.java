package io.dtvn.consensus.pbft;

import io.dtvn.consensus.pbft.checkpoint.Checkpoints;
import io.dtvn.consensus.pbft.journal.Recovered;
import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.message.Forward;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.RequestMessage;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.consensus.pbft.normal.Execution;
import io.dtvn.consensus.pbft.normal.Proposer;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.consensus.pbft.normal.Recovery;
import io.dtvn.consensus.pbft.normal.ReplicaState;
import io.dtvn.consensus.pbft.normal.Requests;
import io.dtvn.consensus.pbft.normal.Voting;
import io.dtvn.consensus.pbft.repair.Answers;
import io.dtvn.consensus.pbft.repair.BodyFetcher;
import io.dtvn.consensus.pbft.repair.Forwarding;
import io.dtvn.consensus.pbft.repair.Lag;
import io.dtvn.consensus.pbft.repair.StartQuestion;
import io.dtvn.consensus.pbft.repair.StatusReports;
import io.dtvn.consensus.pbft.wire.CertificateCodec;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.ConsensusEngine;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.Broadcast;
import io.dtvn.ports.spi.Effect.Discard;
import io.dtvn.ports.spi.Effect.Publish;
import io.dtvn.ports.spi.EngineMessage;
import io.dtvn.ports.spi.Event;
import io.dtvn.ports.spi.TimerId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One validator of [CL99]: routes each event to the handler of its phase, then lets everything that
 * has become due happen, then publishes what has changed. Not thread-safe.
 */
final class Replica implements ConsensusEngine {

  private final ReplicaState state;
  private final Voting voting;
  private final Requests requests;
  private final Proposer proposer;
  private final Execution execution;
  private final Checkpoints checkpoints;
  private final Lag lag;
  private final BodyFetcher bodies;
  private final Forwarding forwarding;
  private final Answers answers;
  private final StatusReports reports;
  private final StartQuestion question;
  private boolean started;
  private @Nullable Publish published;

  Replica(ReplicaState state) {
    this.state = state;
    this.voting = new Voting(state);
    this.requests = new Requests(state);
    this.proposer = new Proposer(state, voting);
    this.execution = new Execution(state);
    this.checkpoints = new Checkpoints(state);
    this.lag = new Lag(state);
    this.bodies = new BodyFetcher(state);
    this.forwarding = new Forwarding(state);
    this.answers = new Answers(state, voting, checkpoints);
    this.reports = new StatusReports(state, checkpoints, answers, lag);
    this.question = new StartQuestion(state);
  }

  @Override
  public List<Effect> handle(Event event) {
    if (started == event instanceof Event.Started) {
      throw new IllegalStateException("events: want Started first and once, found " + event);
    }
    if (checkpoints.isStopped()) {
      return List.of();
    }
    state.at(event.at());
    List<Effect> effects = new ArrayList<>();
    boolean wasVoter = state.isVoter();
    route(event, effects);
    if (!wasVoter && state.isVoter()) {
      voting.resume(effects);
    }
    if (checkpoints.isStopped()) {
      effects.add(Math.max(0, effects.size() - 1), new Broadcast(reports.report()));
      return effects;
    }
    settle(effects);
    return effects;
  }

  private void route(Event event, List<Effect> effects) {
    switch (event) {
      case Event.Started start -> onStarted(start, effects);
      case Event.MessageReceived message ->
          onMessage(message.from(), message.message().value(), effects);
      case Event.RequestSubmitted request ->
          requests.onSubmitted(request.bundle().value(), effects);
      case Event.Fetched fetched -> onFetched(fetched.batch().value(), effects);
      case Event.BatchExecuted batch -> {
        execution.onExecuted(batch.sequence(), batch.executed());
        checkpoints.onExecuted(batch.sequence(), effects);
      }
      case Event.CheckpointDurable checkpoint ->
          checkpoints.onDurable(checkpoint.sequence(), checkpoint.stateRoot(), effects);
      case Event.ResultsCertified results -> reports.onResultsCertified(results.sequence());
      case Event.TimerExpired timer -> onTimer(timer.id(), effects);
      case Event.PeerConnected link -> {
        question.ask(link.peer(), effects);
        reports.onConnected(link.peer(), effects);
      }
      case Event.PeerDisconnected _ -> {} // timeouts find it out
    }
  }

  private void onStarted(Event.Started start, List<Effect> effects) {
    started = true;
    Recovered journal = Recovered.from(start.journal(), state.seat().epoch());
    boolean mayVote = start.start().whole() && !journal.learner();
    new Recovery(state, proposer, mayVote).restore(journal, start.ledger());
    reports.start(start.start().nonce(), start.ledger().certified());
    question.start(start.start().nonce(), start.start().whole(), journal.learner(), effects);
    checkpoints.restore(journal.stable(), start.ledger().checkpoint(), effects);
  }

  private void onMessage(int from, EngineMessage message, List<Effect> effects) {
    if (from == state.seat().index()) {
      effects.add(new Discard(from, Reason.FROM_MYSELF.name()));
      return;
    }
    if (!(message instanceof PbftMessage pbft)) {
      throw new IllegalStateException("message: want one of this engine, found " + message);
    }
    switch (pbft) {
      case PrePrepare proposal -> voting.onPrePrepare(from, proposal, effects);
      case Prepare vote -> voting.onPrepare(from, vote, effects);
      case Commit vote -> voting.onCommit(from, vote, effects);
      case Checkpoint vote -> {
        lag.heard(from, vote.sequence());
        checkpoints.onCheckpoint(from, vote, effects);
      }
      case RequestMessage(var bundle) -> requests.onRequest(from, bundle, effects);
      case Forward(var bundle) -> requests.onRequest(from, bundle, effects);
      case Status status -> reports.onStatus(from, status, effects);
      case Fetch fetch -> answers.toFetch(from, fetch, effects);
      case Data data -> onData(from, data, effects);
    }
  }

  private void onData(int from, Data data, List<Effect> effects) {
    switch (data) {
      case Data.Body body when bodies.isWanted(from, body) -> {
        voting.onBody(body.batch(), effects);
        body.certificate().ifPresent(c -> voting.onCertificate(c, body.batch(), effects));
      }
      case Data.StableCheckpoint(var certificate) when reports.takesCertificateOf(from) ->
          checkpoints.onCertificate(certificate, effects);
      case Data.VotesOfYours votes -> question.onAnswer(from, votes, effects);
      case Data.Body _, Data.StableCheckpoint _ ->
          effects.add(new Discard(from, Reason.NOT_ASKED_FOR.name()));
    }
  }

  private void onFetched(CommittedBatch fetched, List<Effect> effects) {
    if (fetched.epoch() == state.seat().epoch()) {
      voting.onCertificate(
          CertificateCodec.decodeCommit(fetched.certificate()), fetched.batch(), effects);
    }
  }

  private void onTimer(TimerId id, List<Effect> effects) {
    boolean known =
        id.view() != state.view() // of a view that is over
            || proposer.onTimer(id)
            || voting.onTimer(id, effects)
            || lag.onTimer(id, effects)
            || bodies.onTimer(id, effects)
            || forwarding.onTimer(id, effects);
    if (!known && reports.onTimer(id, effects)) {
      question.ask(effects);
    }
  }

  /** Lets everything happen that this step has made due. */
  private void settle(List<Effect> effects) {
    proposer.proposeDue(effects);
    state.order().giveReady(effects);
    if (state.seat().size() > 1) {
      bodies.settle(effects);
      lag.settle(effects);
      forwarding.settle(effects);
      reports.settle(effects);
    }
    Publish now = publication();
    if (!now.equals(published)) {
      published = now;
      effects.add(now);
    }
  }

  private Publish publication() {
    return new Publish(
        state.standing(),
        state.seat().epoch(),
        state.view(),
        state.primary(),
        state.window().low(),
        state.window().high(),
        state.order().executed(),
        state.pool().size(),
        state.pool().oldestSinceMillis().orElse(-1),
        state.order().given());
  }
}
