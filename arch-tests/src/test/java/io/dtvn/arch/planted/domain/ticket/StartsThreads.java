package io.dtvn.arch.planted.domain.ticket;

/** Planted: the domain runs beside itself. */
record StartsThreads(Thread thread) {}
