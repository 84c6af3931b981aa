package io.dtvn.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletionStage;

/**
 * What {@code domain}, {@code ports} and {@code consensus} may use: a part of the JDK in which the
 * same input gives the same output on every machine. Buffers and charsets are in; files, channels,
 * streams, sockets, threads, clocks and random are out.
 */
record Purity(String root) {

  private static final DescribedPredicate<JavaClass> PURE_JDK =
      resideInAnyPackage(
              "java.lang",
              "java.lang.annotation",
              "java.lang.invoke",
              "java.lang.runtime",
              "java.util",
              "java.util.function",
              "java.util.stream",
              "java.nio",
              "java.nio.charset",
              "org.jspecify.annotations")
          .or(
              belongToAnyOf(
                  BigInteger.class,
                  MessageDigest.class,
                  NoSuchAlgorithmException.class,
                  Duration.class,
                  CompletionStage.class)) // values: no clock and no thread in them
          .and(
              not(
                  belongToAnyOf(
                      ClassLoader.class,
                      InheritableThreadLocal.class,
                      Process.class,
                      ProcessBuilder.class,
                      ProcessHandle.class,
                      Runtime.class,
                      ScopedValue.class,
                      Thread.class,
                      ThreadGroup.class,
                      ThreadLocal.class,
                      Random.class,
                      Scanner.class,
                      ServiceLoader.class,
                      SplittableRandom.class,
                      Timer.class,
                      TimerTask.class)));

  /** Calls that give another answer on another machine, at another time or with other settings. */
  private static final Set<String> UNSTEADY =
      Set.of(
          "java.lang.Boolean.getBoolean",
          "java.lang.Class.forName",
          "java.lang.Integer.getInteger",
          "java.lang.Long.getLong",
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.lang.Throwable.printStackTrace",
          "java.nio.charset.Charset.defaultCharset",
          "java.util.Collections.shuffle",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault",
          "java.util.UUID.randomUUID");

  /** The same, on whatever type they are called. */
  private static final Set<String> UNSTEADY_ANYWHERE =
      Set.of("notify", "notifyAll", "parallel", "parallelStream", "wait");

  /** Methods of String that fall back to the machine's locale or charset without an argument. */
  private static final Set<String> NEED_AN_ARGUMENT =
      Set.of("getBytes", "toLowerCase", "toUpperCase");

  List<Sentence> sentences() {
    String[] modules = {root + ".domain..", root + ".ports..", root + ".consensus.."};
    return List.of(
        new Sentence(
            "domain, ports and consensus use the pure JDK alone",
            classes()
                .that()
                .resideInAnyPackage(modules)
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage(modules).or(PURE_JDK).as("belong to the pure JDK"))
                .because("a replica is replayed from its events alone")),
        new Sentence(
            "domain, ports and consensus ask neither clock, chance, settings nor machine",
            noClasses()
                .that()
                .resideInAnyPackage(modules)
                .should()
                .accessTargetWhere(describe("is unsteady", Purity::isUnsteady))
                .because("every replica must reach the same state from the same log")));
  }

  private static boolean isUnsteady(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    return switch (owner) {
      case "java.lang.System" -> !name.equals("arraycopy");
      case "java.lang.String" -> dependsOnDefaults(access);
      case "java.util.Arrays" -> name.startsWith("parallel");
      default ->
          UNSTEADY.contains(owner + "." + name)
              || (UNSTEADY_ANYWHERE.contains(name) && owner.startsWith("java."));
    };
  }

  private static boolean dependsOnDefaults(JavaAccess<?> access) {
    String full = access.getTarget().getFullName();
    String arguments = full.substring(full.indexOf('(') + 1, full.length() - 1);
    if (access.getTarget().getName().equals("<init>")) {
      return arguments.startsWith("[B") && !arguments.contains("java.");
    }
    return NEED_AN_ARGUMENT.contains(access.getTarget().getName()) && arguments.isEmpty();
  }
}
