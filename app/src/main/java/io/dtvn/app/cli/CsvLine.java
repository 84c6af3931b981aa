package io.dtvn.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The form of CSV rows (RFC 4180) with a separator of the file's own.
 *
 * @param separator what stands between cells
 */
record CsvLine(char separator) {

  private static final String SEPARATORS = ",;\t";

  /** The form whose separator occurs most in {@code header}. */
  static CsvLine forHeader(String header) {
    char best = ',';
    long most = 0;
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char candidate = SEPARATORS.charAt(i);
      long count = header.chars().filter(c -> c == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return new CsvLine(best);
  }

  /** The cells of {@code row}, or empty if a quoted cell is still open at its end. */
  Optional<List<String>> cells(String row) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (quoted && c == '"' && i + 1 < row.length() && row.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"' && (quoted || cell.isEmpty())) {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return quoted ? Optional.empty() : Optional.of(cells);
  }
}
