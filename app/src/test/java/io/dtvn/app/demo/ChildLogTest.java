package io.dtvn.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what validators print is kept within bounds. */
class ChildLogTest {

  private static final int SIZE = 20_000;

  /** What is taken in at a time may come on top of the size. */
  private static final int PIECE = 8 * 1024;

  @TempDir Path folder;

  @Test
  void everything_is_appended_and_the_last_ten_lines_are_known() throws Exception {
    Path file = folder.resolve("log");
    Files.writeString(file, "before\n");

    ChildLog log = log(file, lines(0, 15));

    assertThat(Files.readString(file)).isEqualTo("before\n" + lines(0, 15));
    assertThat(log.lastLines()).isEqualTo(lines(5, 15).lines().toList());
  }

  @Test
  void two_files_of_bounded_size_hold_the_newest_lines_whole() throws Exception {
    Path file = folder.resolve("log");

    log(file, lines(0, 20_000));

    assertThat(files()).containsExactly("log", "log.1");
    assertThat(Files.size(file)).isLessThanOrEqualTo(SIZE + PIECE);
    assertThat(Files.size(folder.resolve("log.1"))).isLessThanOrEqualTo(SIZE + 2 * PIECE);
    String kept = Files.readString(folder.resolve("log.1")) + Files.readString(file);
    assertThat(lines(0, 20_000)).endsWith(kept).contains("\n" + kept);
    assertThat(Files.readString(file)).startsWith("line ");
  }

  @Test
  void one_endless_line_is_told_by_its_end() {
    ChildLog log = log(folder.resolve("log"), "x".repeat(100_000) + "\nlast\n");

    assertThat(log.lastLines()).hasSize(2).endsWith("last");
  }

  @Test
  void what_cannot_be_written_is_known_all_the_same() {
    ChildLog log = log(folder.resolve("missing").resolve("log"), lines(0, 3));

    assertThat(log.lastLines()).isEqualTo(lines(0, 3).lines().toList());
  }

  private static ChildLog log(Path file, String text) {
    ChildLog log = new ChildLog(file, SIZE);
    log.takeAll(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return log;
  }

  private static String lines(int first, int end) {
    return IntStream.range(first, end)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
