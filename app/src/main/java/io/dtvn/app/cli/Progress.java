package io.dtvn.app.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/**
 * Shows how far a long work has come: a bar that is drawn over itself on a terminal, a plain line
 * now and then elsewhere.
 */
final class Progress {

  private static final int WIDTH = 30;
  private static final Duration BAR_EACH = Duration.ofMillis(100);
  private static final Duration LINE_EACH = Duration.ofSeconds(2);

  private final PrintWriter out;
  private final boolean terminal;
  private final long total;
  private final long started = System.nanoTime();
  private long shownAt = started;

  /**
   * Starts a display.
   *
   * @param terminal whether {@code out} is one
   * @param total amount of work in whatever unit; 0: unknown
   */
  Progress(PrintWriter out, boolean terminal, long total) {
    this.out = out;
    this.terminal = terminal;
    this.total = total;
  }

  /** Shows that {@code done} of the total is done, and what {@code text} says, if it is time. */
  void at(long done, String text) {
    long now = System.nanoTime();
    if (now - shownAt >= (terminal ? BAR_EACH : LINE_EACH).toNanos()) {
      shownAt = now;
      show(done, text);
    }
  }

  /** Shows the end and leaves the cursor on a new line. */
  void end(String text) {
    if (terminal) {
      show(total, text);
      out.println();
      out.flush();
    }
  }

  /** Whether this program's output is a terminal. */
  static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /** Time since the start. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private void show(long done, String text) {
    String share = total == 0 ? "" : " %3d%%".formatted(Math.min(100, 100 * done / total));
    if (terminal) {
      out.print("\r\033[K" + bar(done) + share + "  " + text);
    } else {
      out.println(text + share);
    }
    out.flush();
  }

  private String bar(long done) {
    int filled = total == 0 ? 0 : (int) Math.min(WIDTH, WIDTH * done / total);
    return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "]";
  }
}
