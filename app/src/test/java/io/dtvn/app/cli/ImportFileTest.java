package io.dtvn.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportFileTest {

  private static final String HASH = "ab".repeat(32);

  @Test
  void csv_rows_are_read_by_their_column_names() throws IOException {
    List<ImportRow> rows = rows("data_hash,ticket_id\n" + HASH + ",T-1\n,T-2\n");

    assertThat(rows).extracting(ImportRow::ticketId).containsExactly("T-1", "T-2");
    assertThat(rows.getFirst().body().get("data_hash").asText()).isEqualTo(HASH);
    assertThat(rows.getLast().body().has("data_hash")).isFalse();
  }

  @Test
  void semicolons_a_byte_order_mark_and_carriage_returns_are_recognised() throws IOException {
    List<ImportRow> rows = rows("\uFEFFticket_id;data\r\nT-1;QQ==\r\n\r\nT-2;\r\n");

    assertThat(rows).extracting(ImportRow::ticketId).containsExactly("T-1", "T-2");
  }

  @Test
  void quoted_cells_may_hold_separators_quotes_and_line_ends() throws IOException {
    List<ImportRow> rows = rows("ticket_id,note\n\"a,\"\"b\"\"\",\"two\nlines\"\nT-2,x\n");

    assertThat(rows).extracting(ImportRow::ticketId).containsExactly("a,\"b\"", "T-2");
    assertThat(rows).extracting(ImportRow::line).containsExactly(2L, 4L);
  }

  @Test
  void ndjson_is_recognised_by_its_first_brace() throws IOException {
    List<ImportRow> rows = rows("{\"ticket_id\":\"T-1\",\"seat\":4}\n\n{\"ticket_id\":\"T-2\"}\n");

    assertThat(rows).extracting(ImportRow::ticketId).containsExactly("T-1", "T-2");
  }

  @Test
  void a_bad_row_is_named_by_its_line_and_reading_goes_on() throws IOException {
    List<ImportRow> rows =
        rows(
            "ticket_id,data\nT-1,\n,x\nT-2,not base64\nT-3\n"
                + "T".repeat(70_000)
                + ",\n\"T-4\",\n");

    assertThat(rows).extracting(ImportRow::line).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(rows)
        .extracting(ImportRow::objection)
        .satisfiesExactly(
            first -> assertThat(first).isEmpty(),
            noId -> assertThat(noId).contains("ticket_id"),
            data -> assertThat(data).contains("base64"),
            cells -> assertThat(cells).contains("want 2 cells, found 1"),
            tooLong -> assertThat(tooLong).contains("65536 bytes"),
            last -> assertThat(last).isEmpty());
  }

  @Test
  void bytes_that_are_no_utf8_never_become_another_id() throws IOException {
    byte[] file = "ticket_id\nT-?\nT-2\n".getBytes(StandardCharsets.UTF_8);
    file[12] = (byte) 0xFF;

    List<ImportRow> rows = rows(file);

    assertThat(rows.getFirst().objection()).contains("UTF-8");
    assertThat(rows.getLast().ticketId()).isEqualTo("T-2");
  }

  @Test
  void bad_json_lines_are_named() throws IOException {
    List<ImportRow> rows = rows("{\"ticket_id\":\"T-1\"}\n[1]\n{\"ticket_id\":7}\n{oops\n");

    assertThat(rows)
        .extracting(row -> row.objection().isEmpty())
        .containsExactly(true, false, false, false);
  }

  @Test
  void csv_without_the_column_is_refused_with_what_is_wanted() {
    assertThatThrownBy(() -> rows("id,seat\n1,2\n"))
        .hasMessageContaining("ticket_id")
        .hasMessageContaining("[id, seat]");
  }

  @Test
  void an_empty_file_has_no_rows() throws IOException {
    assertThat(rows("")).isEmpty();
    assertThat(rows("\n\n")).isEmpty();
  }

  private static List<ImportRow> rows(String text) throws IOException {
    return rows(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<ImportRow> rows(byte[] file) throws IOException {
    ImportFile rows = ImportFile.open(new ByteArrayInputStream(file));
    List<ImportRow> all = new ArrayList<>();
    for (Optional<ImportRow> row = rows.next(); row.isPresent(); row = rows.next()) {
      all.add(row.get());
    }
    return all;
  }
}
