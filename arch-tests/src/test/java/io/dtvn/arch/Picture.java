package io.dtvn.arch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who may know whom: the picture of docs/architecture.md.
 *
 * @param root the package above all modules, {@code io.dtvn} in the product
 */
record Picture(String root) {

  /** A module's package and the packages of ours that it may know beside its own. */
  private record Module(String name, List<String> mayKnow) {
    Module(String name, String... mayKnow) {
      this(name, List.of(mayKnow));
    }
  }

  private static final List<Module> MODULES =
      List.of(
          new Module("domain"),
          new Module("ports", "domain"),
          new Module("consensus.pbft", "domain", "ports.spi", "ports.crypto"),
          new Module("application", "domain", "ports"),
          new Module("adapters.memory", "domain", "ports"),
          new Module("adapters.crypto", "domain", "ports"),
          new Module("adapters.storage.files", "domain", "ports"),
          new Module("adapters.storage.rocksdb", "domain", "ports", "adapters.storage.files"),
          new Module("adapters.storage.bbolt", "domain", "ports", "adapters.storage.files"),
          new Module("adapters.http", "domain", "ports"),
          new Module("adapters.metrics", "domain", "ports"),
          new Module("adapters.libp2p", "domain", "ports"),
          new Module("app", "domain", "ports", "application"));

  /** Chosen by name in the configuration, so nobody names a class of them. */
  private static final List<String> PLUG_INS =
      List.of(
          "consensus.pbft",
          "adapters.memory",
          "adapters.crypto",
          "adapters.storage.rocksdb",
          "adapters.storage.bbolt",
          "adapters.http",
          "adapters.metrics",
          "adapters.libp2p");

  /** They look at the product and are no part of it; interop has tests alone. */
  private static final List<String> BESIDE = List.of("benchmarks", "interop");

  /** Every module of the picture, and those beside it. */
  static List<String> modules() {
    return Stream.concat(MODULES.stream().map(Module::name), BESIDE.stream()).toList();
  }

  /** The package of each adapter in which its provider stands. */
  static List<String> adapters() {
    return PLUG_INS.stream().filter(name -> name.startsWith("adapters.")).toList();
  }

  List<Sentence> sentences() {
    List<Sentence> sentences = new ArrayList<>();
    MODULES.forEach(module -> sentences.add(knowsOnly(module)));
    PLUG_INS.forEach(plugIn -> sentences.add(closed(plugIn)));
    sentences.add(nobodyKnowsWhatStandsBeside());
    sentences.add(onlyTheVerifierMakesVerified());
    sentences.add(noCycles());
    return sentences;
  }

  private Sentence knowsOnly(Module module) {
    String[] allowed =
        Stream.concat(Stream.of(module.name), module.mayKnow.stream())
            .map(this::within)
            .toArray(String[]::new);
    String words =
        module.mayKnow.isEmpty()
            ? module.name + " knows no other module"
            : module.name + " knows only " + String.join(", ", module.mayKnow);
    DescribedPredicate<JavaClass> known =
        not(resideInAPackage(root + "..")).or(resideInAnyPackage(allowed));
    return new Sentence(
        words,
        classes()
            .that()
            .resideInAPackage(within(module.name))
            .should()
            .onlyDependOnClassesThat(
                module.mayKnow.contains("ports.spi") ? known.or(isAWordOfThePorts()) : known)
            .because("an arrow of the picture points to what is known"));
  }

  /** An enum such as a lane or a standing, in which the SPI speaks: nothing can be done with it. */
  private DescribedPredicate<JavaClass> isAWordOfThePorts() {
    return resideInAPackage(within("ports.out"))
        .and(DescribedPredicate.describe("are enums", JavaClass::isEnum));
  }

  private Sentence closed(String plugIn) {
    return new Sentence(
        "nobody names a class of " + plugIn,
        noClasses()
            .that()
            .resideOutsideOfPackages(within(plugIn), within("benchmarks"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(within(plugIn))
            .because("a plug-in is chosen by its name in the configuration"));
  }

  private Sentence nobodyKnowsWhatStandsBeside() {
    String[] beside = BESIDE.stream().map(this::within).toArray(String[]::new);
    return new Sentence(
        "nobody knows " + String.join(" or ", BESIDE),
        noClasses()
            .that()
            .resideOutsideOfPackages(beside)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(beside)
            .because("what looks at the product is no part of it"));
  }

  private Sentence onlyTheVerifierMakesVerified() {
    String verified = root + ".ports.spi.Verified";
    return new Sentence(
        "only consensus.pbft.verify makes a Verified",
        noClasses()
            .that()
            .resideOutsideOfPackages(within("consensus.pbft.verify"), within("benchmarks"))
            .should()
            .callConstructorWhere(
                DescribedPredicate.describe(
                    "makes a Verified",
                    (JavaConstructorCall call) -> call.getTargetOwner().getName().equals(verified)))
            .because("whoever holds one does not check again"));
  }

  /**
   * Two arrows are left out: a label is a text of both rooms that use it, and a message reaches its
   * own bytes through one door.
   */
  private Sentence noCycles() {
    return new Sentence(
        "no two packages know each other in a circle",
        slices()
            .assignedFrom(new ByPackage(root))
            .should()
            .beFreeOfCycles()
            .ignoreDependency(
                resideInAPackage(within("domain.membership")), named("domain.ticket.Label"))
            .ignoreDependency(
                named("consensus.pbft.message.PbftMessage"), named("consensus.pbft.wire.Wire"))
            .because("a package is read without reading the ones that use it"));
  }

  private DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(name, type -> type.getName().equals(root + "." + name));
  }

  private String within(String name) {
    return root + "." + name + "..";
  }

  private record ByPackage(String root) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      String name = javaClass.getPackageName();
      return name.startsWith(root + ".") ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
