package io.dtvn.adapters.libp2p.ping;

/** What both ends of a ping agree on. */
public final class Ping {

  /** The protocol's name. */
  public static final String PROTOCOL = "/ipfs/ping/1.0.0";

  /** A peer may have as many ping streams open on a connection. */
  public static final int INBOUND_MAX = 2;

  static final int BYTES = 32;

  private Ping() {}
}
