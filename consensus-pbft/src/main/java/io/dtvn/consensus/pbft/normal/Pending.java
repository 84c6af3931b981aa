package io.dtvn.consensus.pbft.normal;

import io.dtvn.domain.ledger.Bundle;

/**
 * A bundle that waits to be executed.
 *
 * @param bundle what waits
 * @param sinceMillis monotonic time at which it came
 */
record Pending(Bundle bundle, long sinceMillis) {

  long number() {
    return bundle.id().number();
  }

  int bytes() {
    return bundle.encoded().length();
  }
}
