package io.dtvn.arch.planted.application.host;

/** Planted: a name that says nothing. */
record TicketManager(int tickets) {}
