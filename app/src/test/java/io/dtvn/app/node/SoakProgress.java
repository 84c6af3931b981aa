package io.dtvn.app.node;

import java.io.Console;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far a race is: a bar that is drawn over itself on a terminal, lines elsewhere. Blocks.
 */
record SoakProgress(int tickets) {

  private static final int WIDTH = 30;

  void of(AdmissionRace race) {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    try {
      while (race.admitted() < tickets) {
        TimeUnit.MILLISECONDS.sleep(terminal ? 100 : 2000);
        String text =
            "%d of %d settled, %d complete, %d calls made again, %d violations"
                .formatted(
                    race.settled(),
                    tickets,
                    race.admitted(),
                    race.retries(),
                    race.violations().size());
        System.err.print(terminal ? "\r\033[K" + bar(race.admitted()) + "  " + text : text + "\n");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (terminal) {
      System.err.println();
    }
  }

  private String bar(int done) {
    int filled = tickets == 0 ? 0 : WIDTH * done / tickets;
    return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "]";
  }
}
