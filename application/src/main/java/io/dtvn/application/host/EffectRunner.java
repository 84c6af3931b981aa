package io.dtvn.application.host;

import io.dtvn.application.execution.BatchExecution;
import io.dtvn.application.peering.Peering;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.Publish;
import io.dtvn.ports.spi.MessageVerifier;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the engine wants, apart from the journal. Used by the loop alone. */
final class EffectRunner {

  private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);

  /** Evidence of one member that is worth a sentence; more is no news. */
  private static final int REPORTS_MAX = 16;

  private final Peering peering;
  private final CatchUpRoom catchUp;
  private final HostMeters meters;
  private final int others;
  private final MessageVerifier verifier;
  private final BatchExecution execution;
  private final TimerQueue timers;
  private final WaitingCallers callers;
  private final StatusBoard board;
  private final OperatorLog operator;
  private final Map<Integer, Integer> reports = new HashMap<>();
  private long newestExecute;

  EffectRunner(HostParts parts, BatchExecution execution, HostState state, CatchUpRoom catchUp) {
    this.peering = parts.peering();
    this.catchUp = catchUp;
    this.meters = state.meters();
    this.others = parts.members().size() - 1;
    this.verifier = parts.verifier();
    this.execution = execution;
    this.timers = state.timers();
    this.callers = state.callers();
    this.board = state.board();
    this.operator = state.operator();
  }

  /** Carries out one effect; what it persists is durable already. */
  void carryOut(Effect effect) {
    if (LOG.isDebugEnabled()) {
      LOG.debug("{}", EffectLine.of(effect));
    }
    switch (effect) {
      case Effect.Persist _ -> {} // done: the barrier before this
      case Effect.Send(int to, var message) -> {
        meters.sent(message, 1);
        peering.send(to, message.lane(), message.encoded());
      }
      case Effect.Broadcast(var message) -> {
        meters.sent(message, others);
        peering.broadcast(message);
      }
      case Effect.Refused(var id, var reason) -> callers.refuse(id, reason);
      case Effect.Execute(var batch) -> {
        newestExecute = batch.sequence();
        if (batch.batch().isNull()) {
          meters.filled();
        }
        execution.execute(batch);
      }
      case Effect.CatchUp(long from, int peer) -> catchUp.reader().start(from, peer);
      case Effect.TakeCheckpoint(long sequence) -> execution.takeCheckpoint(sequence);
      case Effect.CheckpointStable(long sequence, var root, var certificate, _) -> {
        execution.checkpointStable(sequence, root, certificate);
        operator.checkpointStable(sequence, root);
      }
      case Effect.ResendResults(int to, long from) -> execution.resendResults(to, from);
      case Effect.StartTimer(var id, long atMillis) -> timers.start(id, atMillis);
      case Effect.StopTimer(var id) -> timers.stop(id);
      case Effect.Publish publish -> publish(publish);
      case Effect.ReportMisbehaviour report -> report(report);
      case Effect.PeerReported report -> board.neighbours().reported(report);
      case Effect.Reached(long sequence, var phase) -> meters.reached(sequence, phase);
      case Effect.Discard(_, String reason) -> meters.discarded(reason);
      case Effect.Stop(String reason) -> throw new EngineStoppedException(reason);
    }
  }

  /** The newest batch given to the executor; 0: none in this run. */
  long newestExecute() {
    return newestExecute;
  }

  private void publish(Publish now) {
    Publish before = board.published();
    verifier.onPublished(now);
    board.published(now);
    if (before == null) {
      return;
    }
    if (before.view() != now.view()) {
      operator.viewChanged(now.view(), now.primary());
    }
    if (before.standing() != now.standing()) {
      operator.standingChanged(now.standing());
    }
  }

  private void report(Effect.ReportMisbehaviour report) {
    meters.evidence(report.member());
    int count = reports.merge(report.member(), 1, Integer::sum);
    if (report.kind().equals(Effect.ReportMisbehaviour.TWO_INSTANCES)) {
      board.neighbours().doubled(report.member());
      if (count <= REPORTS_MAX) {
        operator.twoProcesses(report.member());
      }
    } else if (count <= REPORTS_MAX) {
      operator.misbehaviour(report.member(), report.kind(), report.evidence().sha256());
    }
  }
}
