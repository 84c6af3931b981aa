package io.dtvn.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** That a log goes to its file in either format, and that the file does not grow for ever. */
class LogFileTest {

  /** The size is looked at now and then: some more may be written meanwhile. */
  private static final int BYTES_MAX = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void one_file_and_the_one_before_it_are_kept(String format) throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("dtvn.log.appender", format + "-file");
    context.putProperty(LogSetup.fileProperty(format), folder.resolve("log").toString());
    context.putProperty("dtvn.log.size", "20KB");
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(getClass().getResource("/logback.xml"));
    Logger log = context.getLogger("io.dtvn.test");

    for (int i = 0; i < 100_000; i++) {
      log.info("event {}", i);
    }
    context.stop();

    assertThat(files()).containsExactly("log", "log.1");
    assertThat(Files.size(folder.resolve("log"))).isLessThan(BYTES_MAX);
    assertThat(Files.size(folder.resolve("log.1"))).isLessThan(BYTES_MAX);
    assertThat(Files.readString(folder.resolve("log"))).contains("event 99999");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
