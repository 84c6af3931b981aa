package io.dtvn.arch.planted.adapters.libp2p;

import io.dtvn.arch.planted.application.host.Loop;

/** Planted: an adapter that calls back up. */
record KnowsTheHost(Loop loop) {}
