package io.dtvn.ports.out;

/** The node's clocks. Thread-safe. */
public interface Clock {

  /** Milliseconds that only move forward, from an arbitrary start; for deadlines. */
  long monotonicMillis();

  /** Milliseconds since 1970 UTC; may be wrong and may jump. */
  long wallMillis();
}
