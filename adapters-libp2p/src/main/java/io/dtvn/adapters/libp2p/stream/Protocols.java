package io.dtvn.adapters.libp2p.stream;

import java.util.List;
import java.util.Optional;

/** Who answers the streams that peers open. Asked on the event loop of the connection. */
public interface Protocols {

  /** The protocols that this peer may open, for telling it; in order of preference. */
  List<String> supported(Connection connection);

  /** Who handles a new stream that speaks {@code protocol}; empty: the peer is told {@code na}. */
  Optional<StreamHandler> accept(Connection connection, String protocol);
}
