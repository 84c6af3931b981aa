package io.dtvn.adapters.libp2p.meters;

import java.util.Locale;

/** Why a link or a frame was refused; in the order of the texts. */
public enum Reason {
  /** A frame of a member that is not written as frames are. */
  BAD_FRAME,
  /** Bytes that are no handshake, or one that took too long. */
  HANDSHAKE_FAILED,
  /** Something failed on our side, such as memory that ran out; the connection is closed. */
  INTERNAL_ERROR,
  /** A member that sends what no correct one sends, and is shut out for a while. */
  MISBEHAVING,
  /** The proved key is none of the validators'. */
  NOT_A_MEMBER,
  /** A frame of a member whose length is above its lane's limit. */
  OVERSIZED_FRAME,
  /** Another process has this node's key. */
  OWN_IDENTITY,
  /** Too many connections at once, or too fast. */
  TOO_MANY_CONNECTIONS,
  /** A handshake that took so long that another connection got its place. */
  TOO_SLOW,
  /** A member of another network. */
  WRONG_GENESIS,
  /** Another peer answers where a certain one was looked for. */
  WRONG_IDENTITY;

  /** The text that is shown and used as a label: {@code not_a_member}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
