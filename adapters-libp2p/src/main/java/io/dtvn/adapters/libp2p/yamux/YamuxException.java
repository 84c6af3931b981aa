package io.dtvn.adapters.libp2p.yamux;

/** The peer broke the rules of yamux, or floods us: the connection ends. */
public final class YamuxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  YamuxException(String message) {
    super(message);
  }
}
