package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.PublicKey;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bundles executed so far, as one batch sees and extends them. */
final class BundleTable {

  private final LedgerState state;
  private final SortedMap<PublicKey, BundleWindow> changed = new TreeMap<>();

  BundleTable(LedgerState state) {
    this.state = state;
  }

  BundleWindow of(PublicKey gateway) {
    BundleWindow here = changed.get(gateway);
    return here != null ? here : state.bundles(gateway);
  }

  /** Records that {@code bundle} is executed now, its first operation at {@code index}. */
  void record(Bundle bundle, long sequence, int index) {
    PublicKey gateway = bundle.id().gateway();
    BundleWindow.Entry entry =
        new BundleWindow.Entry(bundle.id().number(), sequence, index, bundle.digest());
    changed.put(gateway, of(gateway).with(entry));
  }

  /** Each changed table once, sorted by gateway. */
  Collection<BundleWindow> changed() {
    return changed.values();
  }
}
