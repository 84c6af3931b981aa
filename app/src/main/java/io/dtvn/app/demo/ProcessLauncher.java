package io.dtvn.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One process for each validator: the same JVM and class path as this process, a small heap. A
 * child's standard input is a pipe from here: when this process ends in whatever way, the pipe ends
 * and the child stops. What it prints comes through another pipe into its log.
 */
final class ProcessLauncher implements NodeLauncher {

  private static final String MAIN = "io.dtvn.app.cli.Main";
  private static final List<String> PASSED_ON = List.of("dtvn.home", "logback.configurationFile");
  private static final long LOG_BYTES_MAX = 32L << 20;
  private static final long STOP_SECONDS = 20;
  private static final int KILLED = 128 + 9;

  private final DemoPlan plan;

  ProcessLauncher(DemoPlan plan) {
    this.plan = plan;
  }

  @Override
  public Launched launch(int node, boolean firstStart) {
    try {
      Files.createDirectories(plan.folder(node));
      Process process =
          new ProcessBuilder(command(node, firstStart)).redirectErrorStream(true).start();
      return Child.of(process, new ChildLog(plan.log(node), LOG_BYTES_MAX), plan.name(node));
    } catch (IOException e) {
      throw new DemoException(
          "%s: want to start its process, found %s".formatted(plan.name(node), e), e);
    }
  }

  /** The children's process ids are those of this process's children. */
  List<String> command(int node, boolean firstStart) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms48m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    for (String name : PASSED_ON) {
      Optional.ofNullable(System.getProperty(name))
          .ifPresent(value -> command.add("-D%s=%s".formatted(name, value)));
    }
    String more = Optional.ofNullable(System.getenv("DTVN_JAVA_OPTS")).orElse("");
    Stream.of(more.split(" +", -1)).filter(option -> !option.isEmpty()).forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "validator"));
    for (Map.Entry<String, String> key : plan.keys(node).entrySet()) {
      command.add("--set=%s=%s".formatted(key.getKey(), key.getValue()));
    }
    command.add("--first-start=" + (firstStart ? "allow" : "refuse"));
    command.add("--until-input-ends");
    return command;
  }

  private record Child(Process process, ChildLog log, CompletableFuture<?> silent)
      implements Launched {

    /** The child from whose output a thread of its own reads. */
    static Child of(Process process, ChildLog log, String name) {
      CompletableFuture<?> silent = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .name("log-" + name)
          .start(
              () -> {
                try {
                  log.takeAll(process.getInputStream());
                } finally {
                  silent.complete(null);
                }
              });
      return new Child(process, log, silent);
    }

    @Override
    public CompletionStage<String> ended() {
      return process.onExit().thenCombine(silent, (ended, _) -> inWords(ended.exitValue()));
    }

    @Override
    public List<String> lastLines() {
      return log.lastLines();
    }

    private static String inWords(int code) {
      return code == KILLED ? "was killed" : "ended with exit code " + code;
    }

    @Override
    public void stop() {
      process.destroy();
      try {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
