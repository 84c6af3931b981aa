package io.dtvn.arch.planted.adapters.libp2p;

import io.dtvn.arch.planted.adapters.libp2p.stream.Pipe;
import io.dtvn.arch.planted.ports.spi.Provider;

/** Innocent: an adapter's public door, which nobody may name, on a package below it. */
public final class StreamsProvider implements Provider {

  int width(Pipe pipe) {
    return pipe.width();
  }
}
