package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.ledger.LedgerChanges.Annulments;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each device took an admission back, as one batch sees and extends it. */
final class AnnulmentTable {

  private final LedgerState state;
  private final SortedMap<Bytes, Annulments> changed = new TreeMap<>();

  AnnulmentTable(LedgerState state) {
    this.state = state;
  }

  /** One more of {@code annuller}. */
  void count(Annuller annuller) {
    Bytes key = annuller.encoded();
    Annulments before = changed.get(key);
    long count = before != null ? before.count() : state.annulments(annuller);
    changed.put(key, new Annulments(annuller, count + 1));
  }

  /** Each changed count once, in the order of the canonical forms. */
  Collection<Annulments> changed() {
    return changed.values();
  }
}
