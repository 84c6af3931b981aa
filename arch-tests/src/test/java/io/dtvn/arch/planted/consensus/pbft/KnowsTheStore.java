package io.dtvn.arch.planted.consensus.pbft;

import io.dtvn.arch.planted.ports.out.Store;

/** Planted: an engine that could write. */
record KnowsTheStore(Store store) {}
