package io.dtvn.application.gateway;

import io.dtvn.application.store.TicketData;
import io.dtvn.domain.ledger.OperationKey;
import io.dtvn.domain.ticket.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** An operation of which no outcome is known yet. Used by the gateway's thread only. */
final class PendingOperation {

  private final Operation operation;
  private final OperationKey key;
  private final Optional<TicketData> data;
  private final int encodedBytes;
  private final List<Waiter> waiters = new ArrayList<>();
  private final Deque<Unit> followers = new ArrayDeque<>();
  private int bundles;
  private boolean flying;
  private boolean maybeOrdered;

  PendingOperation(Operation operation, OperationKey key, Optional<TicketData> data, int bytes) {
    this.operation = operation;
    this.key = key;
    this.data = data;
    this.encodedBytes = bytes;
  }

  Operation operation() {
    return operation;
  }

  OperationKey key() {
    return key;
  }

  Optional<TicketData> data() {
    return data;
  }

  /** Length of the canonical form. */
  int encodedBytes() {
    return encodedBytes;
  }

  /** Room in the reserve: canonical form and data. */
  long reservedBytes() {
    return (long) encodedBytes + data.map(d -> d.content().length()).orElse(0);
  }

  /** Who waits for its outcome; empty if nobody waits any more. */
  List<Waiter> waiters() {
    return waiters;
  }

  /** Operations with other content under the same id: their turn comes when this one is done. */
  Deque<Unit> followers() {
    return followers;
  }

  /** It was put into another bundle; says how many it was put into. */
  int launch() {
    flying = true;
    return ++bundles;
  }

  /** How many bundles it was put into. */
  int bundles() {
    return bundles;
  }

  /** Its bundle did not execute it, but {@code unknown}: perhaps. */
  void land(boolean unknown) {
    flying = false;
    maybeOrdered |= unknown;
  }

  /** Whether it may be ordered, as far as is known. */
  boolean maybeOrdered() {
    return flying || maybeOrdered;
  }
}
