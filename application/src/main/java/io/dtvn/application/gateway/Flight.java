package io.dtvn.application.gateway;

import io.dtvn.domain.ledger.Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A bundle of which no outcome is known yet. Used by the gateway's thread only. */
final class Flight {

  private final Bundle bundle;
  private final List<Unit> units;
  private int tries;
  private OptionalLong retryAt = OptionalLong.empty();

  Flight(Bundle bundle, List<Unit> units) {
    this.bundle = bundle;
    this.units = units;
  }

  Bundle bundle() {
    return bundle;
  }

  long number() {
    return bundle.id().number();
  }

  List<Unit> units() {
    return units;
  }

  /** All operations in the bundle's order. */
  List<PendingOperation> operations() {
    List<PendingOperation> operations = new ArrayList<>();
    units.forEach(unit -> operations.addAll(unit.operations()));
    return operations;
  }

  /** Counts a refusal for lack of room; says how many there were. */
  int refused() {
    return ++tries;
  }

  /** Submits it again at {@code millis}. */
  void retryAt(long millis) {
    retryAt = OptionalLong.of(millis);
  }

  /** It was submitted again. */
  void retried() {
    retryAt = OptionalLong.empty();
  }

  /** When it is submitted again; empty while its outcome is awaited. */
  OptionalLong retryAt() {
    return retryAt;
  }
}
