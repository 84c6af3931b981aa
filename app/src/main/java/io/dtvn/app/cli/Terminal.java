package io.dtvn.app.cli;

import java.io.Console;
import java.util.Optional;

/** Whether a person looks on. */
final class Terminal {

  private Terminal() {}

  /** Whether this process talks to a terminal, on which a line can be drawn over. */
  static boolean isThere() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
