package io.dtvn.app.config;

/**
 * The group {@code logging}.
 *
 * @param level {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}; info
 * @param format {@code text} or {@code json}; text
 * @param output {@code stdout} or a file; stdout
 */
public record LoggingGroup(String level, String format, String output) {

  static final LoggingGroup DEFAULT = new LoggingGroup("info", "text", "stdout");

  /** Checks the words. */
  public LoggingGroup {
    ConfigException.checkWord("logging.level", level, "error", "warn", "info", "debug", "trace");
    ConfigException.checkWord("logging.format", format, "text", "json");
    ConfigException.check(!output.isBlank(), "logging.output: want stdout or a file");
  }
}
