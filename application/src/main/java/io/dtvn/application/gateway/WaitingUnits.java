package io.dtvn.application.gateway;

import io.dtvn.domain.ledger.Bundle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Units that wait for a bundle, first come, first served. Used by the gateway's thread only. */
final class WaitingUnits {

  private final Deque<Unit> units = new ArrayDeque<>();
  private int operations;
  private long bytes;

  boolean isEmpty() {
    return units.isEmpty();
  }

  void addLast(Unit unit) {
    units.addLast(unit);
    count(unit, 1);
  }

  void addFirst(Unit unit) {
    units.addFirst(unit);
    count(unit, 1);
  }

  /** Since when the first one waits. */
  long since() {
    return units.getFirst().since();
  }

  /** Whether one more bundle can be filled whose operations take {@code bytesMax}. */
  boolean isBundleful(int bytesMax) {
    return operations >= Bundle.OPERATIONS_MAX || bytes >= bytesMax;
  }

  /** Takes as many as fit into a bundle whose operations take {@code bytesMax}. */
  List<Unit> takeBundle(int bytesMax) {
    List<Unit> taken = new ArrayList<>();
    int operationsLeft = Bundle.OPERATIONS_MAX;
    int bytesLeft = bytesMax;
    while (!units.isEmpty()) {
      Unit next = units.getFirst();
      operationsLeft -= next.operations().size();
      bytesLeft -= next.encodedBytes();
      if (operationsLeft < 0 || bytesLeft < 0) {
        break;
      }
      units.removeFirst();
      count(next, -1);
      taken.add(next);
    }
    return taken;
  }

  /** Takes away what nobody needs. */
  List<Unit> removeAbandoned() {
    List<Unit> removed = new ArrayList<>();
    for (Iterator<Unit> all = units.iterator(); all.hasNext(); ) {
      Unit unit = all.next();
      if (unit.isAbandoned()) {
        all.remove();
        count(unit, -1);
        removed.add(unit);
      }
    }
    return removed;
  }

  /** Takes away everything. */
  List<Unit> removeAll() {
    List<Unit> removed = List.copyOf(units);
    units.clear();
    operations = 0;
    bytes = 0;
    return removed;
  }

  private void count(Unit unit, int sign) {
    operations += sign * unit.operations().size();
    bytes += (long) sign * unit.encodedBytes();
  }
}
