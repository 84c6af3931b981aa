package io.dtvn.consensus.pbft.message;

import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.out.PeerNetwork.Lane;

/**
 * What a replica has, so that others send what it lacks. Not signed: it only asks.
 *
 * @param epoch e
 * @param view v
 * @param mode whether it takes part
 * @param standing whether it may vote
 * @param low h
 * @param lastExecuted newest executed batch
 * @param certifiedTo f+1 equal results are held up to here
 * @param prepared slots above h that are prepared
 * @param committed slots above h that are committed
 * @param nonce of this life of the sender, as a bit pattern
 */
public record Status(
    long epoch,
    long view,
    Mode mode,
    Standing standing,
    long low,
    long lastExecuted,
    long certifiedTo,
    SlotSet prepared,
    SlotSet committed,
    long nonce)
    implements PbftMessage {

  /** Whether a replica takes part in ordering. */
  public enum Mode {
    /** It does. */
    NORMAL,
    /** It found something that must not be and stopped. */
    STOPPED
  }

  @Override
  public Lane lane() {
    return Lane.REPAIR;
  }
}
