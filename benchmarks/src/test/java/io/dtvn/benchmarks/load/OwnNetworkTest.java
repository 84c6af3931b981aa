package io.dtvn.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A network that is started for one run leaves nothing behind. */
@Timeout(180)
class OwnNetworkTest {

  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path temporary;

  @Test
  void a_run_that_is_interrupted_leaves_neither_processes_nor_files() throws Exception {
    Process bench = bench("--nodes=1", "--clients=2", "--warmup=10m");
    try (BufferedReader told = bench.errorReader()) {
      assertThat(told.lines().anyMatch(line -> line.contains("warming up"))).isTrue();
      assertThat(temporary).isNotEmptyDirectory();
      ProcessHandle validator = bench.children().findFirst().orElseThrow();

      bench.destroy(); // what Ctrl-C does

      assertThat(bench.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      validator.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(temporary.toFile().list((_, name) -> name.startsWith("dtvn-bench-"))).isEmpty();
    } finally {
      bench.descendants().forEach(ProcessHandle::destroyForcibly);
      bench.destroyForcibly();
    }
  }

  @Test
  void a_run_that_ends_leaves_no_files() throws Exception {
    OwnNetwork own = OwnNetwork.start(1, false, _ -> {});
    assertThat(own.meter().countsTheLoad()).isFalse();
    assertThat(own.meter().before().cpuNanos()).isPresent();
    Path folder = own.folder();
    assertThat(folder).isDirectory();

    own.close();
    own.close();

    assertThat(folder).doesNotExist();
  }

  private Process bench(String... options) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "io.dtvn.benchmarks.load.Main");
    builder.command().addAll(List.of(options));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }
}
