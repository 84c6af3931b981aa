package io.dtvn.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Draws the picture from the code into {@code target/picture.txt}. */
class DrawnPictureTest {

  private static final Path DRAWING = Path.of("target/picture.txt");

  private final NavigableMap<String, NavigableSet<String>> arrows = new TreeMap<>();
  private final NavigableMap<String, NavigableSet<String>> types = new TreeMap<>();
  private final NavigableMap<String, NavigableSet<String>> publicTypes = new TreeMap<>();

  @Test
  void arrows_go_down_only() throws IOException {
    ArchitectureRules.PRODUCT.forEach(this::look);
    List<String> lines = new ArrayList<>();
    arrows.forEach(
        (module, known) -> {
          int all = types.getOrDefault(module, new TreeSet<>()).size();
          int open = publicTypes.getOrDefault(module, new TreeSet<>()).size();
          lines.add(
              "%-26s %3d types, %3d%% public, knows %s"
                  .formatted(module, all, open * 100 / Math.max(1, all), known));
        });
    Files.createDirectories(DRAWING.getParent());
    Files.write(DRAWING, lines);
    assertThat(arrows.get("domain")).isEmpty();
    assertThat(arrows.get("ports")).containsExactly("domain");
    assertThat(arrows.get("application")).containsExactly("domain", "ports");
  }

  private void look(JavaClass type) {
    String module = moduleOf(type);
    NavigableSet<String> known = arrows.computeIfAbsent(module, _ -> new TreeSet<>());
    type.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .filter(target -> target.getPackageName().startsWith(ArchitectureRules.ROOT + "."))
        .map(DrawnPictureTest::moduleOf)
        .filter(target -> !target.equals(module))
        .forEach(known::add);
    if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
      types.computeIfAbsent(module, _ -> new TreeSet<>()).add(type.getName());
      if (type.getModifiers().contains(JavaModifier.PUBLIC)) {
        publicTypes.computeIfAbsent(module, _ -> new TreeSet<>()).add(type.getName());
      }
    }
  }

  private static String moduleOf(JavaClass type) {
    List<String> path = List.of(type.getPackageName().split("\\.", -1));
    int depth =
        switch (path.get(2)) {
          case "adapters" -> path.get(3).equals("storage") ? 5 : 4;
          case "consensus" -> 4;
          default -> 3;
        };
    return String.join(".", path.subList(2, depth));
  }
}
