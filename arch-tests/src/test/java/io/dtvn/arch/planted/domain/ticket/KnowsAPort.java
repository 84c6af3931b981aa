package io.dtvn.arch.planted.domain.ticket;

import io.dtvn.arch.planted.ports.out.Store;

/** Planted: the domain looks outwards. */
record KnowsAPort(Store store) {}
