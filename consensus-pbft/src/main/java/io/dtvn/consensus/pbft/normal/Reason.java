package io.dtvn.consensus.pbft.normal;

/** Why a peer's message is not used; its name is what the host counts. */
public enum Reason {
  /** It names this replica as its sender. */
  FROM_MYSELF,
  /** Another epoch. */
  WRONG_EPOCH,
  /** Another view. */
  WRONG_VIEW,
  /** A vote that its sender did not sign: everybody sends its own votes itself. */
  NOT_THE_SENDERS,
  /** A proposal of somebody who is not the primary of its view. */
  NOT_THE_PRIMARY,
  /** A PREPARE of the primary, whose proposal is its vote. */
  PRIMARY_DOES_NOT_PREPARE,
  /** Not in (h, H]. */
  OUTSIDE_WINDOW,
  /** The slot is bound to another digest. */
  OTHER_DIGEST_BOUND,
  /** The member has voted otherwise in this phase. */
  VOTED_OTHERWISE,
  /** Known already. */
  DUPLICATE,
  /** Its number is no multiple of the checkpoint interval. */
  NO_CHECKPOINT,
  /** At or below the stable checkpoint, or below what is known of its sender. */
  OLD,
  /** Nobody asked for it. */
  NOT_ASKED_FOR,
  /** Asked again too early. */
  TOO_OFTEN,
  /** What is asked for is not here. */
  NOT_HERE,
  /** The gateway is no member. */
  UNKNOWN_GATEWAY,
  /** The bundle was executed, or its number is too old to know. */
  EXECUTED,
  /** The bundle's number is too far ahead of what was executed. */
  TOO_FAR_AHEAD,
  /** Another payload waits under the same bundle id. */
  OTHER_PAYLOAD,
  /** The bundle's time has passed. */
  EXPIRED,
  /** The gateway's reserve is full. */
  BUSY
}
