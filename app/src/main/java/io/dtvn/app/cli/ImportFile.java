package io.dtvn.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.dtvn.app.client.NodeClient;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the rows of a CSV or NDJSON file one by one, whatever its length. A file whose first
 * character is an opening brace is NDJSON. CSV (RFC 4180) needs a header line; comma, semicolon and
 * tab are recognised as separators, a byte order mark is skipped. A bad row is given back with its
 * objection and reading goes on behind it.
 */
final class ImportFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final List<String> COLUMNS = List.of("ticket_id", "data", "data_hash");

  private final LineReader lines;
  private final Optional<CsvLine> csv;
  private final List<String> header;
  private Optional<LineReader.Line> waiting;

  private ImportFile(LineReader lines, Optional<LineReader.Line> first) {
    this.lines = lines;
    boolean json = first.map(line -> line.text().stripLeading().startsWith("{")).orElse(true);
    this.csv = json ? Optional.empty() : first.map(line -> CsvLine.forHeader(line.text()));
    this.header = csv.map(form -> header(form, first.get().text())).orElse(List.of());
    this.waiting = json ? first : Optional.empty();
  }

  /**
   * Starts reading.
   *
   * @throws IllegalArgumentException if a CSV file has no column {@code ticket_id}
   */
  static ImportFile open(InputStream in) throws IOException {
    LineReader lines = new LineReader(in);
    Optional<LineReader.Line> first = lines.next();
    while (first.isPresent() && isBlank(first.get())) {
      first = lines.next();
    }
    return new ImportFile(lines, first.map(ImportFile::withoutMark));
  }

  /** Columns that are there but not used. */
  List<String> unusedColumns() {
    return header.stream().filter(name -> !COLUMNS.contains(name)).toList();
  }

  /** The next row, or empty at the end. */
  Optional<ImportRow> next() throws IOException {
    Optional<LineReader.Line> line = nextLine();
    while (line.isPresent() && isBlank(line.get())) {
      line = nextLine();
    }
    if (line.isEmpty()) {
      return Optional.empty();
    }
    LineReader.Line found = line.get();
    if (!found.objection().isEmpty()) {
      return Optional.of(ImportRow.bad(found.number(), found.objection()));
    }
    return Optional.of(
        csv.isPresent()
            ? csvRow(csv.get(), found.text(), found.number())
            : jsonRow(found.text(), found.number()));
  }

  private Optional<LineReader.Line> nextLine() throws IOException {
    if (waiting.isPresent()) {
      Optional<LineReader.Line> first = waiting;
      waiting = Optional.empty();
      return first;
    }
    return lines.next();
  }

  private static boolean isBlank(LineReader.Line line) {
    return line.objection().isEmpty() && line.text().isBlank();
  }

  private static LineReader.Line withoutMark(LineReader.Line line) {
    return line.text().startsWith(BYTE_ORDER_MARK)
        ? new LineReader.Line(line.number(), line.text().substring(1), line.objection())
        : line;
  }

  private ImportRow csvRow(CsvLine form, String first, long number) throws IOException {
    String text = first;
    Optional<List<String>> cells = form.cells(text);
    while (cells.isEmpty() && text.length() < LineReader.BYTES_MAX) { // a quoted cell goes on
      Optional<LineReader.Line> more = lines.next();
      if (more.isEmpty() || !more.get().objection().isEmpty()) {
        return ImportRow.bad(number, "row: want a closing quotation mark, found none");
      }
      text = text + "\n" + more.get().text();
      cells = form.cells(text);
    }
    if (cells.isEmpty() || cells.get().size() != header.size()) {
      String found = cells.map(c -> Integer.toString(c.size())).orElse("an open quotation");
      return ImportRow.bad(number, "row: want %d cells, found %s".formatted(header.size(), found));
    }
    Map<String, String> byName = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      byName.put(header.get(i), cells.get().get(i));
    }
    return ImportRow.of(number, byName);
  }

  private static ImportRow jsonRow(String line, long number) {
    JsonNode row;
    try {
      row = NodeClient.JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return ImportRow.bad(number, "row: want one JSON object on the line");
    }
    if (!row.isObject()) {
      return ImportRow.bad(number, "row: want one JSON object on the line");
    }
    Map<String, String> cells = new HashMap<>();
    for (String column : COLUMNS) {
      JsonNode cell = row.path(column);
      if (!cell.isMissingNode() && !cell.isNull()) {
        if (!cell.isTextual()) {
          return ImportRow.bad(number, column + ": want text");
        }
        cells.put(column, cell.asText());
      }
    }
    return ImportRow.of(number, cells);
  }

  private static List<String> header(CsvLine form, String line) {
    List<String> names = form.cells(line).orElse(List.of()).stream().map(String::strip).toList();
    if (!names.contains("ticket_id")) {
      throw new IllegalArgumentException(
          "import: want a header line with the columns %s (the last two may be absent), found %s"
              .formatted(COLUMNS, abridged(names)));
    }
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("import: want each column once, found " + abridged(names));
    }
    return names;
  }

  private static String abridged(List<String> names) {
    String text = Arrays.toString(names.toArray());
    return text.length() <= 120 ? text : text.substring(0, 120) + "…";
  }
}
