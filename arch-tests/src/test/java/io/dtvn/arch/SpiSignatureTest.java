package io.dtvn.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The interface to plug-ins changes only on purpose: what {@code ports.spi} promises is recorded
 * line by line. After a change that is meant, copy {@code target/ports-spi.txt} over the record.
 */
class SpiSignatureTest {

  private static final Path RECORD = Path.of("src/test/resources/ports-spi.txt");
  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");
  private static final Path FOUND = Path.of("target/ports-spi.txt");

  @Test
  void the_interface_to_plug_ins_is_the_recorded_one() throws IOException {
    List<String> found = signatures("io.dtvn.ports.spi");
    Files.createDirectories(FOUND.getParent());
    Files.write(FOUND, found);
    assertThat(found)
        .as(
            "ports.spi: want what %s records; copy %s over it if it changed on purpose",
            RECORD, FOUND)
        .isEqualTo(Files.readAllLines(RECORD));
  }

  @Test
  void a_signature_names_what_a_plug_in_is_compiled_against() {
    assertThat(signatures("io.dtvn.arch.planted.ports.spi"))
        .containsExactly(
            "Provider: public abstract interface Provider",
            "Verified: public M Verified.value()",
            "Verified: public final record Verified<M>",
            "Verified: public Verified(M)");
  }

  private static List<String> signatures(String spi) {
    TreeSet<String> lines = new TreeSet<>();
    for (JavaClass type : new ClassFileImporter().importPackages(spi)) {
      Class<?> raw = type.reflect();
      if (!isVisible(raw)) {
        continue;
      }
      String name = raw.getName();
      lines.add(name + ": " + raw.toGenericString());
      permitted(raw).forEach(child -> lines.add(name + ": permits " + child.getName()));
      Arrays.stream(raw.getGenericInterfaces())
          .forEach(parent -> lines.add(name + ": is a " + parent.getTypeName()));
      Arrays.stream(raw.getFields())
          .filter(field -> field.getDeclaringClass().equals(raw))
          .forEach(field -> lines.add(name + ": " + field.toGenericString()));
      Stream.<Executable>concat(
              Arrays.stream(raw.getDeclaredConstructors()), Arrays.stream(raw.getDeclaredMethods()))
          .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
          .filter(member -> !OF_EVERY_OBJECT.contains(member.getName()))
          .forEach(member -> lines.add(name + ": " + member.toGenericString()));
    }
    return lines.stream().map(line -> line.replace(spi + ".", "")).toList();
  }

  private static Stream<Class<?>> permitted(Class<?> type) {
    return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.of();
  }

  private static boolean isVisible(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
      if (!Modifier.isPublic(at.getModifiers())) {
        return false;
      }
    }
    return !type.isAnonymousClass() && !type.getSimpleName().equals("package-info");
  }
}
