package io.dtvn.domain.ledger;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;

/**
 * Executes the logs of a few seeds and prints what came of it. Run in machines of their own, whose
 * hash seeds, locales, time zones and charsets differ, it must print the same.
 */
public final class LogReplay {

  private static final int SEEDS = 8;
  private static final int BATCHES = 60;

  private LogReplay() {}

  /** Prints one line: the roots, to be compared, then what was different here. */
  public static void main(String[] args) {
    System.out.println(roots());
    System.out.println(surroundings());
  }

  /** State roots and chains of all seeds. */
  static String roots() {
    FakeNetwork network = FakeNetwork.of(4);
    StringBuilder roots = new StringBuilder();
    for (int seed = 0; seed < SEEDS; seed++) {
      InMemoryLedger ledger = network.ledger();
      new RandomLog(network, seed).batches(BATCHES).forEach(ledger::execute);
      roots.append(ledger.stateRoot()).append(' ').append(ledger.head().chain()).append(' ');
    }
    return roots.toString();
  }

  /** What no replica may depend on: the order of a salted set, locale, zone, charset. */
  private static String surroundings() {
    return Set.of("a", "b", "c", "d", "e", "f", "g", "h")
        + " "
        + Locale.getDefault()
        + " "
        + TimeZone.getDefault().getID()
        + " "
        + Charset.defaultCharset();
  }
}
