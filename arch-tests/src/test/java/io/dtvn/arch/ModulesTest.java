package io.dtvn.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every module of the build stands in the picture or beside it, and docs/architecture.md says so.
 */
class ModulesTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern MODULE = Pattern.compile("<module>([a-z0-9-]+)</module>");
  private static final Pattern OURS =
      Pattern.compile("(?m)^import (?:static )?(io\\.dtvn\\.[a-z.0-9]+)");

  @Test
  void every_module_of_the_build_is_in_the_picture_or_beside_it() throws IOException {
    assertThat(found(MODULE, ROOT.resolve("pom.xml")))
        .map(module -> module.replace('-', '.'))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Picture.modules().stream(), Stream.of("arch.tests")).toList());
  }

  @Test
  void the_page_names_every_module() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/architecture.md"));

    assertThat(found(MODULE, ROOT.resolve("pom.xml")))
        .allSatisfy(m -> assertThat(page).contains(m));
  }

  /** It has no classes that the other rules could look at. */
  @Test
  void interop_is_tests_alone_and_knows_libp2p_and_keys_alone() throws IOException {
    assertThat(ROOT.resolve("interop/src/main")).doesNotExist();
    try (Stream<Path> files = Files.walk(ROOT.resolve("interop/src/test/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).isNotEmpty();
      for (Path source : sources) {
        assertThat(found(OURS, source))
            .as(source.toString())
            .allMatch(
                name ->
                    name.matches(
                        "io\\.dtvn\\.(interop|adapters\\.(libp2p|crypto)|domain|ports)\\b.*"));
      }
    }
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
  }
}
