package io.dtvn.ports.out;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers about a store by name, sorted. Names are the predecessor's where it has them ({@code
 * cursor_count node_count node_deref open_tx_count page_alloc page_count rebalance rebalance_time
 * spill spill_time split tx_count write write_time}).
 */
public record StorageStatistics(SortedMap<String, Long> values) {

  /** Copies the values. */
  public StorageStatistics {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }
}
