package io.dtvn.application.backup;

import io.dtvn.ports.out.Progress;

/**
 * How a long work tells how far it is.
 *
 * @param progress who is told
 * @param bytesGuess about how many bytes keys and values have; 0: no idea
 */
public record Work(Progress progress, long bytesGuess) {

  /** Tells nobody. */
  public static final Work SILENT = new Work(Progress.NONE, 0);

  Pace pace() {
    return new Pace(progress, bytesGuess);
  }
}
