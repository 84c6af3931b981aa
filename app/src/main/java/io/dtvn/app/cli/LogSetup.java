package io.dtvn.app.cli;

import io.dtvn.app.config.LoggingGroup;

/**
 * Tells the logging back end what the configuration wants. Must run before the first logger is
 * made: the back end reads these properties once.
 */
final class LogSetup {

  private LogSetup() {}

  static void apply(LoggingGroup logging) {
    boolean stdout = logging.output().equals("stdout");
    System.setProperty("dtvn.log.level", logging.level());
    System.setProperty("dtvn.log.appender", logging.format() + (stdout ? "-stdout" : "-file"));
    if (!stdout) {
      System.setProperty(fileProperty(logging.format()), logging.output());
    }
  }

  /** A property for each format: the back end refuses two appenders that name one file. */
  static String fileProperty(String format) {
    return format.equals("json") ? "dtvn.log.file.json" : "dtvn.log.file";
  }
}
