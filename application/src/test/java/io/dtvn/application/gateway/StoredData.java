package io.dtvn.application.gateway;

import io.dtvn.application.store.Buckets;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Scan;

/** The data of tickets that a store holds. */
record StoredData(KeyValueStore store) {

  int count() {
    int count = 0;
    try (Scan scan = store.scan(Buckets.DATA, Bytes.EMPTY, Bytes.EMPTY)) {
      for (; scan.hasNext(); scan.next()) {
        count++;
      }
    }
    return count;
  }
}
