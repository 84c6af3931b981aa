package io.dtvn.app.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Go writes them: {@code 1m30s}, {@code 900ms}, {@code 1.5h}; units h, m, s, ms, us
 * (or µs), ns; a bare 0 needs none.
 */
public final class GoDuration {

  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(h|ms|m|s|us|µs|ns)");
  private static final int TEXT_MAX = 64;

  private GoDuration() {}

  /**
   * Reads a duration.
   *
   * @throws ConfigException if the text is none
   */
  public static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher part = PART.matcher(text);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (text.length() <= TEXT_MAX && part.find() && part.start() == end) {
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(nanosOf(part.group(2))));
      end = part.end();
    }
    ConfigException.check(
        end == text.length() && end > 0 && nanos.compareTo(MAX_NANOS) <= 0,
        "duration '%s': want a form such as 1m30s or 900ms".formatted(text));
    return Duration.ofNanos(nanos.longValue());
  }

  /** Writes a duration in the largest units that need no fraction. */
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.toNanosPart() % 1_000_000 != 0) {
      return duration.toNanos() + "ns";
    }
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    return text.toString();
  }

  private static final BigDecimal MAX_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

  private static void append(StringBuilder text, long value, String unit) {
    if (value != 0) {
      text.append(value).append(unit);
    }
  }

  private static BigDecimal nanosOf(String unit) {
    return switch (unit) {
      case "h" -> BigDecimal.valueOf(3_600_000_000_000L);
      case "m" -> BigDecimal.valueOf(60_000_000_000L);
      case "s" -> BigDecimal.valueOf(1_000_000_000L);
      case "ms" -> BigDecimal.valueOf(1_000_000L);
      case "us", "µs" -> BigDecimal.valueOf(1_000L);
      default -> BigDecimal.ONE;
    };
  }
}
