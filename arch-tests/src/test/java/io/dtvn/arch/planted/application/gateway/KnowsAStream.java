package io.dtvn.arch.planted.application.gateway;

import io.dtvn.arch.planted.adapters.libp2p.stream.Pipe;

/** Planted: goes past an adapter's door, to what is public behind it. */
record KnowsAStream(Pipe pipe) {}
