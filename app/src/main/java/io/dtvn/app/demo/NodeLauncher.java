package io.dtvn.app.demo;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Starts one validator of a local network. */
interface NodeLauncher {

  /**
   * Starts it.
   *
   * @param firstStart whether it may take an empty folder for its first start
   * @throws RuntimeException if it cannot be started; the message says why
   */
  Launched launch(int node, boolean firstStart);

  /** A validator that was started. */
  interface Launched {

    /** Completes when it has ended, with how, in words: {@code was killed}. */
    CompletionStage<String> ended();

    /** The end of what it has logged in this life, at most ten lines. */
    List<String> lastLines();

    /** Ends it in order, by force if that takes too long, and waits. Twice is harmless. */
    void stop();
  }
}
