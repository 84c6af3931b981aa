package io.dtvn.consensus.pbft.normal;

import io.dtvn.consensus.pbft.message.Seat;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.EngineTiming;
import io.dtvn.ports.spi.Moment;

/**
 * The state of one replica that its handlers share: e and members in the seat, v, h in the window,
 * lastExec in the execution order, standing, and the time of the event at hand. Bounded by the
 * window and the pool's reserves.
 */
public final class ReplicaState {

  private final Seat seat;
  private final ProtocolParameters parameters;
  private final EngineTiming timing;
  private final Window window;
  private final RequestPool pool;
  private final ExecutionOrder order;
  private final MissingBodies missing = new MissingBodies();
  private final Evidence evidence;
  private Moment now = new Moment(0, 0);
  private Standing standing = Standing.ASKING;

  /** The state of a replica that knows nothing yet. */
  public ReplicaState(Seat seat, ProtocolParameters parameters, EngineTiming timing) {
    this.seat = seat;
    this.parameters = parameters;
    this.timing = timing;
    this.window = new Window(parameters.window());
    this.pool = new RequestPool(seat.members(), timing.poolBytes());
    this.order = new ExecutionOrder(parameters.window(), parameters.checkpointInterval());
    this.evidence = new Evidence(seat.size());
  }

  /** Who this replica is. */
  public Seat seat() {
    return seat;
  }

  /** What all validators agree on. */
  public ProtocolParameters parameters() {
    return parameters;
  }

  /** Local delays. */
  public EngineTiming timing() {
    return timing;
  }

  /** v. */
  public long view() {
    return 0;
  }

  /** Whether this replica is the primary of v. */
  public boolean isPrimary() {
    return seat.isPrimaryOf(view());
  }

  /** Index of the primary of v. */
  public int primary() {
    return seat.members().primaryOf(view());
  }

  /** The slots between the watermarks. */
  public Window window() {
    return window;
  }

  /** Bundles that wait. */
  public RequestPool pool() {
    return pool;
  }

  /** What is executed and what is next. */
  public ExecutionOrder order() {
    return order;
  }

  /** Batches that slots need. */
  public MissingBodies missing() {
    return missing;
  }

  /** Where double votes are reported. */
  public Evidence evidence() {
    return evidence;
  }

  /** When the event at hand happened. */
  public Moment now() {
    return now;
  }

  /** Starts the step of an event that happened at {@code moment}. */
  public void at(Moment moment) {
    now = moment;
  }

  /** Whether this replica may vote. */
  public Standing standing() {
    return standing;
  }

  /** Whether it may vote now. */
  public boolean isVoter() {
    return standing == Standing.VOTER;
  }

  /** Changes the standing; a learner stays one in its epoch. */
  public void standing(Standing next) {
    if (standing == Standing.LEARNER && next != Standing.LEARNER) {
      throw new IllegalStateException("standing: want LEARNER for good, found " + next);
    }
    standing = next;
  }
}
