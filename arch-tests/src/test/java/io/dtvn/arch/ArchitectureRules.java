package io.dtvn.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every sentence of the architecture over every class of the product. */
class ArchitectureRules {

  static final String ROOT = "io.dtvn";

  static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/io/dtvn/arch/"))
          .withImportOption(location -> !isGenerated(location))
          .importPackages(ROOT);

  /** Micronaut's bean definitions and JMH's loops. */
  private static boolean isGenerated(Location location) {
    return location.contains("/$") || location.contains("/jmh_generated/");
  }

  static List<Sentence> sentencesOver(String root) {
    return Stream.of(
            new Picture(root).sentences(),
            new Purity(root).sentences(),
            new Shape(root).sentences())
        .flatMap(List::stream)
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> the_product_obeys() {
    return sentencesOver(ROOT).stream()
        .map(
            sentence ->
                DynamicTest.dynamicTest(sentence.words(), () -> sentence.rule().check(PRODUCT)));
  }

  @Test
  void every_module_is_looked_at() {
    assertThat(
            List.of(
                "domain.ticket",
                "ports.spi",
                "consensus.pbft",
                "application.host",
                "adapters.memory",
                "adapters.crypto",
                "adapters.storage.files",
                "adapters.storage.rocksdb",
                "adapters.storage.bbolt",
                "adapters.http",
                "adapters.metrics",
                "adapters.libp2p.host",
                "app.cli",
                "benchmarks.load"))
        .allSatisfy(
            module -> assertThat(PRODUCT.containPackage(ROOT + "." + module)).as(module).isTrue());
  }
}
