package io.dtvn.domain.clock;

/** How one event stands to another by their vector clocks. */
public enum Causality {
  /** The first could have caused the second. */
  BEFORE,
  /** The second could have caused the first. */
  AFTER,
  /** Neither could have known of the other. */
  CONCURRENT,
  /** The same event. */
  EQUAL
}
