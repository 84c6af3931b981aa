package io.dtvn.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.arch.alone.TicketLife;
import io.dtvn.domain.ticket.Ticket;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The domain needs nothing but the JDK: no library stands beside it in the child's class path. */
class DomainAloneTest {

  @TempDir Path folder;

  @Test
  void a_ticket_lives_its_whole_life_with_the_jdk_alone() throws Exception {
    Path own = copyOf(Path.of("io/dtvn/arch/alone"));
    assertThat(run(own + File.pathSeparator + homeOf(Ticket.class)))
        .containsExactly(
            "1 refused UNKNOWN_TICKET",
            "2 ISSUE ISSUED 1",
            "3 VALIDATE VALIDATED 2",
            "4 RELEASE ISSUED 3",
            "5 VALIDATE VALIDATED 4",
            "6 CONSUME CONSUMED 5",
            "7 refused ALREADY_ADMITTED",
            "8 ANNUL ISSUED 6",
            "9 ADMIT CONSUMED 7",
            "10 DISPUTE DISPUTED 8",
            "11 refused DISPUTED",
            "12 RESOLVE ISSUED 9",
            "13 REVOKE REVOKED 10",
            "14 refused REVOKED");
  }

  @Test
  void without_the_domain_the_child_fails() throws Exception {
    Path own = copyOf(Path.of("io/dtvn/arch/alone"));
    assertThat(run(own.toString())).anyMatch(line -> line.contains("NoClassDefFoundError"));
  }

  private List<String> run(String classPath) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                classPath,
                TicketLife.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).as("the child ends").isTrue();
    } finally {
      child.destroyForcibly();
    }
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }

  /** A class path that holds the classes of one package and nothing else. */
  private Path copyOf(Path packagePath) throws IOException, URISyntaxException {
    Path from = homeOf(TicketLife.class).resolve(packagePath);
    Path to = Files.createDirectories(folder.resolve("own").resolve(packagePath));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return folder.resolve("own");
  }

  private static Path homeOf(Class<?> type) throws URISyntaxException {
    URL location = type.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(location.toURI());
  }
}
