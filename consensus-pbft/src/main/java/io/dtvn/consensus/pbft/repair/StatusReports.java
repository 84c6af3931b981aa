package io.dtvn.consensus.pbft.repair;

import io.dtvn.consensus.pbft.checkpoint.Checkpoints;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.message.SlotSet;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.consensus.pbft.message.Status.Mode;
import io.dtvn.consensus.pbft.normal.Reason;
import io.dtvn.consensus.pbft.normal.ReplicaState;
import io.dtvn.consensus.pbft.normal.Slot;
import io.dtvn.consensus.pbft.normal.Window;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.Effect.Broadcast;
import io.dtvn.ports.spi.Effect.Discard;
import io.dtvn.ports.spi.Effect.PeerReported;
import io.dtvn.ports.spi.Effect.ReportMisbehaviour;
import io.dtvn.ports.spi.Effect.Send;
import io.dtvn.ports.spi.Effect.StartTimer;
import io.dtvn.ports.spi.TimerId;
import java.util.Arrays;
import java.util.List;

/**
 * Tells all peers regularly what this replica has, often while something is outstanding, and takes
 * in what they tell. A lost vote is repaired by the next report of whoever lacks it.
 */
public final class StatusReports {

  private static final String TIMER = "status";
  private static final long NEVER = Long.MIN_VALUE;

  private final ReplicaState state;
  private final Checkpoints checkpoints;
  private final Answers answers;
  private final Lag lag;
  private final long[] answeredMillis;
  private final Instances instances;
  private int certificatesAsked;
  private long nonce;
  private long certifiedTo;
  private long dueMillis = NEVER;

  /**
   * Reports {@code state}; {@code answers} gives peers what they lack, {@code lag} hears of them.
   */
  public StatusReports(ReplicaState state, Checkpoints checkpoints, Answers answers, Lag lag) {
    this.state = state;
    this.checkpoints = checkpoints;
    this.answers = answers;
    this.lag = lag;
    this.answeredMillis = new long[state.seat().size()];
    Arrays.fill(answeredMillis, NEVER);
    this.instances = new Instances(state.seat().size());
  }

  /**
   * Starts a life that is known by {@code instance}.
   *
   * @param certified f+1 equal results were held up to here at the end of the last life
   */
  public void start(long instance, long certified) {
    nonce = instance;
    certifiedTo = certified;
  }

  /** f+1 equal results are held up to {@code sequence}. */
  public void onResultsCertified(long sequence) {
    certifiedTo = Math.max(certifiedTo, sequence);
  }

  /** A peer's report. */
  public void onStatus(int from, Status status, List<Effect> effects) {
    if (status.epoch() != state.seat().epoch()) {
      effects.add(new Discard(from, Reason.WRONG_EPOCH.name()));
      return;
    }
    if (instances.takeTurns(from, status.nonce())) {
      effects.add(new ReportMisbehaviour(from, ReportMisbehaviour.TWO_INSTANCES, status.encoded()));
    }
    lag.reported(from, status.lastExecuted());
    if (status.low() > checkpoints.highestCertified()) {
      certificatesAsked |= 1 << from;
      effects.add(new Send(from, new Fetch.StableCheckpoint()));
    }
    if (isTooOften(from)) {
      effects.add(new Discard(from, Reason.TOO_OFTEN.name()));
      return;
    }
    answeredMillis[from] = state.now().monotonicMillis();
    effects.add(
        new PeerReported(
            from, status.standing(), status.view(), status.low(), status.lastExecuted()));
    answers.toStatus(from, status, effects);
  }

  /** Whether {@code peer} was asked for its checkpoint certificate; the answer is taken once. */
  public boolean takesCertificateOf(int peer) {
    boolean asked = (certificatesAsked >>> peer & 1) != 0;
    certificatesAsked &= ~(1 << peer);
    return asked;
  }

  /** Tells {@code peer}, to which a link has come up. */
  public void onConnected(int peer, List<Effect> effects) {
    effects.add(new Send(peer, report()));
  }

  /** Returns whether {@code id} is this timer. */
  public boolean onTimer(TimerId id, List<Effect> effects) {
    if (!id.name().equals(TIMER)) {
      return false;
    }
    dueMillis = NEVER;
    effects.add(new Broadcast(report()));
    return true;
  }

  /** Sets the time of the next report, earlier when something has become outstanding. */
  public void settle(List<Effect> effects) {
    boolean active = isActive();
    long now = state.now().monotonicMillis();
    long soon = now + state.timing().statusActive().toMillis();
    if (dueMillis == NEVER || (active && dueMillis > soon)) {
      dueMillis = active ? soon : now + state.timing().statusIdle().toMillis();
      effects.add(new StartTimer(new TimerId(TIMER, state.view()), dueMillis));
    }
  }

  /** What this replica has. */
  public Status report() {
    Window window = state.window();
    return new Status(
        state.seat().epoch(),
        state.view(),
        checkpoints.isStopped() ? Mode.STOPPED : Mode.NORMAL,
        state.standing(),
        window.low(),
        state.order().executed(),
        certifiedTo,
        SlotSet.of(window.low(), window.length(), this::isPrepared),
        SlotSet.of(window.low(), window.length(), this::isCommitted),
        nonce);
  }

  private boolean isActive() {
    return state.standing() == Standing.ASKING
        || state.pool().size() > 0
        || state.window().hasSlotAbove(state.order().given())
        || certifiedTo < state.order().executed()
        || !state.missing().all().isEmpty()
        || checkpoints.isOutstanding()
        || lag.isBehind();
  }

  private boolean isTooOften(int from) {
    return answeredMillis[from] != NEVER
        && state.now().monotonicMillis() - answeredMillis[from]
            < state.timing().statusActive().toMillis() / 2;
  }

  private boolean isPrepared(long sequence) {
    return state.window().find(sequence).map(Slot::isPrepared).orElse(false);
  }

  private boolean isCommitted(long sequence) {
    return sequence <= state.order().given()
        || state.window().find(sequence).map(Slot::isCommitted).orElse(false);
  }
}
