package io.dtvn.arch;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How every module looks from outside: its doors, its names, its null marks. */
record Shape(String root) {

  private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";
  private static final Pattern EMPTY_WORD =
      Pattern.compile("(Utils?|Utilities|Managers?|Helpers?|Impl|Common)(?![a-z])");
  private static final Set<String> EMPTY_ROOMS =
      Set.of("util", "utils", "common", "core", "impl", "manager", "helper", "helpers");

  List<Sentence> sentences() {
    return List.of(onlyProvidersArePublic(), nullMarked(), names(), packages(), closedClasses());
  }

  /**
   * A module of several packages needs public types below its root; they are no doors, because
   * nobody outside may name any type of an adapter.
   */
  private Sentence onlyProvidersArePublic() {
    String[] roots =
        Picture.adapters().stream().map(name -> root + "." + name).toArray(String[]::new);
    return new Sentence(
        "the only public type in an adapter's root package is its provider",
        classes()
            .that()
            .resideInAnyPackage(roots)
            .and()
            .haveModifier(PUBLIC)
            .and()
            .areTopLevelClasses()
            .should()
            .beAssignableTo(root + ".ports.spi.Provider")
            .because("an adapter is one public door"));
  }

  private Sentence nullMarked() {
    return new Sentence(
        "every package is null-marked",
        classes()
            .that()
            .resideInAPackage(root + "..")
            .should(
                be(
                    DescribedPredicate.describe(
                        "in a package with @NullMarked",
                        (JavaClass type) -> type.getPackage().isAnnotatedWith(NULL_MARKED))))
            .because("NullAway skips a package without the mark in silence"));
  }

  private Sentence names() {
    return new Sentence(
        "no class is called util, manager, helper or impl",
        noClasses()
            .should(
                be(
                    DescribedPredicate.describe(
                        "named by an empty word",
                        (JavaClass type) -> EMPTY_WORD.matcher(type.getSimpleName()).find())))
            .because("such a name says nothing about what is inside"));
  }

  private Sentence packages() {
    return new Sentence(
        "no package is called util, common, core, impl, manager or helper",
        noClasses()
            .should(
                be(
                    DescribedPredicate.describe(
                        "in a room for everything",
                        (JavaClass type) ->
                            Arrays.stream(type.getPackageName().split("\\."))
                                .anyMatch(EMPTY_ROOMS::contains))))
            .because("a room for everything fills with everything"));
  }

  private Sentence closedClasses() {
    return new Sentence(
        "every class is final, sealed or abstract",
        classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .and()
            .areNotAssignableTo(Throwable.class)
            .and()
            .resideOutsideOfPackages(root + ".benchmarks..", root + ".adapters.http..")
            .should(
                be(
                    DescribedPredicate.describe(
                        "final, sealed or abstract",
                        (JavaClass type) ->
                            type.getModifiers().contains(FINAL)
                                || type.getModifiers().contains(ABSTRACT)
                                || type.reflect().isSealed())))
            .because("nothing of ours is made to be inherited from"));
  }
}
