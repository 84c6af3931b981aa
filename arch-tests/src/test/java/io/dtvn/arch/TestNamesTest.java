package io.dtvn.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Surefire skips a class whose name it does not know in silence, so no test may hide in one. */
class TestNamesTest {

  private static final Path REPOSITORY = Path.of("..");
  private static final Pattern TEST_METHOD =
      Pattern.compile(
          "^\\s*@(Test|TestFactory|ParameterizedTest|RepeatedTest|Property|Example|ArchTest)\\b",
          Pattern.MULTILINE);
  private static final Pattern ABSTRACT =
      Pattern.compile("^(public )?(abstract class|sealed|interface)", Pattern.MULTILINE);

  @Test
  void every_class_with_tests_has_a_name_that_surefire_knows() throws IOException {
    List<Path> sources = testSources(REPOSITORY);
    assertThat(sources).hasSizeGreaterThan(10).noneMatch(TestNamesTest::hidesTests);
  }

  @Test
  void a_test_in_a_class_of_another_name_is_found() {
    String source = "class Hidden {\n  @Test\n  void a_fact() {}\n}\n";
    assertThat(hidesTests("Hidden.java", source)).isTrue();
    assertThat(hidesTests("HiddenTest.java", source)).isFalse();
    assertThat(hidesTests("Contract.java", "abstract " + source)).isFalse();
  }

  private static List<Path> testSources(Path repository) throws IOException {
    try (Stream<Path> modules = Files.list(repository)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(TestNamesTest::javaFiles)
          .toList();
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hidesTests(Path file) {
    try {
      return hidesTests(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hidesTests(String fileName, String source) {
    return TEST_METHOD.matcher(source).find()
        && !ABSTRACT.matcher(source).find()
        && !fileName.matches(".*(Test|Properties|Rules)\\.java");
  }
}
