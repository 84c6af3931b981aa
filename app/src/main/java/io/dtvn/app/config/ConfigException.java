package io.dtvn.app.config;

import java.util.List;

/** The configuration cannot be used; the message names the key, what was wanted, what was found. */
public final class ConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public ConfigException(String message) {
    super(message);
  }

  static void check(boolean holds, String message) {
    if (!holds) {
      throw new ConfigException(message);
    }
  }

  static void checkRange(String key, int value, int min, int max) {
    check(
        value >= min && value <= max,
        "%s: want %d to %d, found %d".formatted(key, min, max, value));
  }

  static void checkWord(String key, String value, String... allowed) {
    check(
        List.of(allowed).contains(value),
        "%s '%s': want one of %s".formatted(key, value, List.of(allowed)));
  }
}
