package io.dtvn.adapters.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Prometheus text 0.0.4, strictly: help, type and series of a metric stand together, in this
 * order and once; there is neither a blank line nor another comment.
 */
final class PageText {

  private static final String NAME = "[a-zA-Z_][a-zA-Z0-9_]*";
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (\\S.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary)");
  private static final String LABEL = NAME + "=\"(?:[^\"\\\\\\n]|\\\\[\\\\n\"])*\"";
  private static final String NUMBER = "NaN|[+-]Inf|-?[0-9.]+(?:E-?[0-9]+)?";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(" + NAME + ")(?:\\{(" + LABEL + "(?:," + LABEL + ")*)\\})? (" + NUMBER + ")");
  private static final Pattern ONE_LABEL =
      Pattern.compile("(" + NAME + ")=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Map<String, Family> families = new LinkedHashMap<>();
  private @Nullable Family open;
  private String help = "";
  private String helpOf = "";

  private PageText() {}

  /**
   * The metrics of {@code page} by name.
   *
   * @throws AssertionError at the first line that should not be
   */
  static Map<String, Family> parse(String page) {
    if (!page.endsWith("\n")) {
      throw new AssertionError("the last line does not end");
    }
    PageText text = new PageText();
    for (String line : page.substring(0, page.length() - 1).split("\n", -1)) {
      text.line(line);
    }
    text.families.values().forEach(Family::checked);
    return text.families;
  }

  /** The metric called {@code name} of {@code page}. */
  static Family family(String page, String name) {
    Family family = parse(page).get(name);
    if (family == null) {
      throw new AssertionError(name + " is not on the page");
    }
    return family;
  }

  static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private void line(String line) {
    Matcher helpLine = HELP.matcher(line);
    Matcher typeLine = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (helpLine.matches()) {
      open = null;
      helpOf = helpLine.group(1);
      help = helpLine.group(2);
    } else if (typeLine.matches() && typeLine.group(1).equals(helpOf)) {
      open = new Family(helpOf, help, typeLine.group(2));
      helpOf = "";
      if (families.put(open.name(), open) != null) {
        throw new AssertionError("twice: " + open.name());
      }
    } else if (sample.matches() && open != null) {
      open.add(
          new Family.Sample(sample.group(1), labels(sample.group(2)), number(sample.group(3))));
    } else {
      throw new AssertionError("no line of a page: '" + line + "'");
    }
  }

  private static SortedMap<String, String> labels(@Nullable String text) {
    SortedMap<String, String> labels = new TreeMap<>();
    Matcher label = ONE_LABEL.matcher(text == null ? "" : text);
    while (label.find()) {
      if (labels.put(label.group(1), label.group(2)) != null) {
        throw new AssertionError("a label twice in " + text);
      }
    }
    return labels;
  }
}
