package io.dtvn.ports.out;

/**
 * Told now and then how far long work has come. Called by the thread that works, so it is quick.
 */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress NONE = (_, _) -> {};

  /**
   * So far {@code done} of about {@code total}.
   *
   * @param done never falls
   * @param total at least 1; the best guess so far, so it may change
   */
  void at(long done, long total);
}
