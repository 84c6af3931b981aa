package io.dtvn.benchmarks.storage;

import io.dtvn.ports.out.Progress;
import java.io.PrintWriter;

/**
 * Shows how far each phase of a run has come: a bar drawn over itself on a terminal, else one line
 * per phase. Told by several threads.
 */
final class Bar {

  private static final int WIDTH = 30;
  private static final long EACH_NANOS = 200_000_000;

  private final PrintWriter out;
  private final boolean terminal;
  private long shownAt;

  Bar(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A new phase begins. */
  synchronized Progress phase(String name) {
    out.print(terminal ? "\r\033[K" : "");
    out.println(name);
    out.flush();
    return this::at;
  }

  /** Leaves the cursor on an empty line. */
  synchronized void end() {
    if (terminal) {
      out.print("\r\033[K");
      out.flush();
    }
  }

  private synchronized void at(long done, long total) {
    long now = System.nanoTime();
    if (terminal && now - shownAt >= EACH_NANOS) {
      shownAt = now;
      int filled = (int) Math.min(WIDTH, WIDTH * done / total);
      out.print(
          "\r\033[K[%s%s] %3d%%"
              .formatted("#".repeat(filled), ".".repeat(WIDTH - filled), 100 * done / total));
      out.flush();
    }
  }
}
