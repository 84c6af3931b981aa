package io.dtvn.arch;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each sentence turns red over the classes planted against it, and over no other. */
class PlantedViolationsTest {

  private static final String ROOT = "io.dtvn.arch.planted";
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

  private static final Map<String, List<String>> CULPRITS =
      Map.ofEntries(
          entry("domain knows no other module", List.of("domain.ticket.KnowsAPort")),
          entry("ports knows only domain", List.of("ports.out.KnowsTheHost")),
          entry(
              "consensus.pbft knows only domain, ports.spi, ports.crypto",
              List.of("consensus.pbft.KnowsTheStore")),
          entry(
              "application knows only domain, ports",
              List.of("application.gateway.KnowsAnAdapter", "application.gateway.KnowsAStream")),
          entry(
              "adapters.memory knows only domain, ports", List.of("adapters.memory.KnowsTheHost")),
          entry(
              "adapters.crypto knows only domain, ports", List.of("adapters.crypto.KnowsTheHost")),
          entry(
              "adapters.storage.files knows only domain, ports",
              List.of("adapters.storage.files.KnowsTheHost")),
          entry(
              "adapters.storage.rocksdb knows only domain, ports, adapters.storage.files",
              List.of("adapters.storage.rocksdb.KnowsTheHost")),
          entry(
              "adapters.storage.bbolt knows only domain, ports, adapters.storage.files",
              List.of("adapters.storage.bbolt.KnowsTheHost")),
          entry("adapters.http knows only domain, ports", List.of("adapters.http.KnowsTheHost")),
          entry(
              "adapters.metrics knows only domain, ports",
              List.of("adapters.metrics.KnowsTheHost")),
          entry(
              "app knows only domain, ports, application",
              List.of("app.wiring.NamesPlugIns", "app.cli.KnowsTheLoad")),
          entry("nobody knows benchmarks or interop", List.of("app.cli.KnowsTheLoad")),
          entry("nobody names a class of consensus.pbft", List.of("app.wiring.NamesPlugIns")),
          entry(
              "nobody names a class of adapters.memory",
              List.of("app.wiring.NamesPlugIns", "application.gateway.KnowsAnAdapter")),
          entry("nobody names a class of adapters.crypto", List.of("app.wiring.NamesPlugIns")),
          entry(
              "nobody names a class of adapters.storage.rocksdb",
              List.of("app.wiring.NamesPlugIns")),
          entry(
              "nobody names a class of adapters.storage.bbolt", List.of("app.wiring.NamesPlugIns")),
          entry("nobody names a class of adapters.http", List.of("app.wiring.NamesPlugIns")),
          entry("nobody names a class of adapters.metrics", List.of("app.wiring.NamesPlugIns")),
          entry(
              "adapters.libp2p knows only domain, ports", List.of("adapters.libp2p.KnowsTheHost")),
          entry(
              "nobody names a class of adapters.libp2p",
              List.of("app.wiring.NamesPlugIns", "application.gateway.KnowsAStream")),
          entry(
              "only consensus.pbft.verify makes a Verified",
              List.of("consensus.pbft.normal.SaysVerified")),
          entry(
              "no two packages know each other in a circle",
              List.of("application.here.KnowsThere")),
          entry(
              "domain, ports and consensus use the pure JDK alone",
              List.of(
                  "domain.ticket.ReadsFiles",
                  "domain.ticket.StartsThreads",
                  "ports.out.KnowsTheHost")),
          entry(
              "domain, ports and consensus ask neither clock, chance, settings nor machine",
              List.of("domain.ticket.IsUnsteady")),
          entry(
              "the only public type in an adapter's root package is its provider",
              List.of("adapters.memory.SecondDoor")),
          entry("every package is null-marked", List.of("unmarked.WithoutMark")),
          entry(
              "no class is called util, manager, helper or impl",
              List.of("application.host.TicketManager")),
          entry(
              "no package is called util, common, core, impl, manager or helper",
              List.of("application.common.Everything", "application.common.package-info")),
          entry(
              "every class is final, sealed or abstract", List.of("application.host.OpenToHeirs")));

  @TestFactory
  Stream<DynamicTest> a_planted_violation_turns_each_sentence_red() {
    return ArchitectureRules.sentencesOver(ROOT).stream()
        .map(sentence -> DynamicTest.dynamicTest(sentence.words(), () -> isRed(sentence)));
  }

  @Test
  void no_sentence_is_without_a_planted_violation() {
    assertThat(ArchitectureRules.sentencesOver(ROOT))
        .extracting(Sentence::words)
        .containsExactlyInAnyOrderElementsOf(CULPRITS.keySet());
  }

  @Test
  void each_unsteady_call_is_a_violation_of_its_own() {
    Sentence sentence =
        new Purity(ROOT)
            .sentences().stream()
                .filter(s -> s.words().contains("neither clock"))
                .findFirst()
                .orElseThrow();
    assertThat(sentence.rule().evaluate(PLANTED).getFailureReport().getDetails())
        .hasSize(9)
        .anyMatch(line -> line.contains("System.nanoTime()"))
        .anyMatch(line -> line.contains("System.getProperty("))
        .anyMatch(line -> line.contains("Math.random()"))
        .anyMatch(line -> line.contains("UUID.randomUUID()"))
        .anyMatch(line -> line.contains("String.<init>([B)"))
        .anyMatch(line -> line.contains("toLowerCase()"))
        .anyMatch(line -> line.contains("getBytes()"))
        .anyMatch(line -> line.contains("Locale.getDefault()"))
        .anyMatch(line -> line.contains("parallelStream()"));
  }

  private static void isRed(Sentence sentence) {
    List<String> culprits =
        CULPRITS.getOrDefault(sentence.words(), List.of()).stream()
            .map(name -> ROOT + "." + name)
            .toList();
    List<String> violations = sentence.rule().evaluate(PLANTED).getFailureReport().getDetails();
    assertThat(culprits)
        .isNotEmpty()
        .allSatisfy(culprit -> assertThat(violations).anyMatch(line -> line.contains(culprit)));
    assertThat(violations)
        .allSatisfy(line -> assertThat(culprits).anyMatch(culprit -> line.contains(culprit)));
  }
}
