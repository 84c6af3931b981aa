package io.dtvn.application.backup;

import io.dtvn.ports.out.Progress;

/** Tells a {@link Progress} now and then how many bytes are done, whose sum is only guessed. */
final class Pace {

  private static final long STEP_BYTES = 1L << 18;

  private final Progress progress;
  private final long guess;
  private long done;
  private long told;

  Pace(Progress progress, long bytesGuess) {
    this.progress = progress;
    this.guess = bytesGuess;
  }

  void add(long bytes) {
    done += bytes;
    if (done - told >= STEP_BYTES) {
      told = done;
      progress.at(done, Math.max(guess, done + 1));
    }
  }

  void end() {
    long all = Math.max(1, done);
    progress.at(all, all);
  }
}
