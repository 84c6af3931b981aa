package io.dtvn.application.backup;

import io.dtvn.ports.out.Progress;

/**
 * How a long work tells how far it is.
 *
 * @param progress who is told
 * @param bytesGuess about how many bytes keys and values have; 0: no idea
 */
public record Work(Progress progress, long bytesGuess) {

  private static final long SHARES = 1_000;

  /** Tells nobody. */
  public static final Work SILENT = new Work(Progress.NONE, 0);

  /**
   * The same as one part after the other of a longer work; each counts the same.
   *
   * @param part which, from 0
   * @param parts how many there are
   */
  public Work part(int part, int parts) {
    return new Work(
        (done, total) ->
            progress.at(
                part * SHARES + SHARES * Math.min(done, total) / Math.max(1, total),
                parts * SHARES),
        bytesGuess);
  }

  Pace pace() {
    return new Pace(progress, bytesGuess);
  }
}
