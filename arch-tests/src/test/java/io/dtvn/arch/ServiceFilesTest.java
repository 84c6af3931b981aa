package io.dtvn.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.dtvn.ports.spi.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the {@code META-INF/services} files of all modules name is there and can be made. */
class ServiceFilesTest {

  private static final ClassLoader LOADER = ServiceFilesTest.class.getClassLoader();

  /** The interfaces that plug-ins implement. */
  private static List<Class<?>> kinds() {
    return new ClassFileImporter()
        .importPackages("io.dtvn.ports.spi").stream()
            .filter(JavaClass::isInterface)
            .filter(
                type -> type.isAssignableTo(Provider.class) && !type.isEquivalentTo(Provider.class))
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }

  @TestFactory
  Stream<DynamicTest> every_named_provider_can_be_made_and_has_a_name_of_its_own() {
    return kinds().stream()
        .map(kind -> DynamicTest.dynamicTest(kind.getSimpleName(), () -> loadsAll(kind)));
  }

  @Test
  void every_provider_of_the_product_is_named_in_a_service_file() throws IOException {
    Set<String> named = new HashSet<>();
    for (Class<?> kind : kinds()) {
      named.addAll(namedFor(kind));
    }
    List<String> written =
        new ClassFileImporter()
            .importPackages("io.dtvn.adapters", "io.dtvn.consensus").stream()
                .filter(type -> type.isAssignableTo(Provider.class) && !type.isInterface())
                .map(JavaClass::getName)
                .toList();
    assertThat(written).isNotEmpty();
    assertThat(named).containsExactlyInAnyOrderElementsOf(written);
  }

  private static void loadsAll(Class<?> kind) throws IOException {
    List<Provider> made = new ArrayList<>();
    for (Object provider : ServiceLoader.load(kind, LOADER)) {
      made.add((Provider) provider);
    }
    assertThat(made)
        .as("a plug-in of kind %s", kind.getSimpleName())
        .isNotEmpty()
        .allSatisfy(
            provider -> {
              assertThat(provider.name()).matches("[a-z][a-z0-9-]*");
              assertThat(Modifier.isFinal(provider.getClass().getModifiers())).isTrue();
            });
    assertThat(made).extracting(Provider::name).doesNotHaveDuplicates();
    assertThat(made)
        .extracting(provider -> provider.getClass().getName())
        .containsExactlyInAnyOrderElementsOf(namedFor(kind));
  }

  private static List<String> namedFor(Class<?> kind) throws IOException {
    List<String> names = new ArrayList<>();
    for (URL file : Collections.list(LOADER.getResources("META-INF/services/" + kind.getName()))) {
      try (InputStream in = file.openStream()) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .forEach(names::add);
      }
    }
    return names;
  }
}
