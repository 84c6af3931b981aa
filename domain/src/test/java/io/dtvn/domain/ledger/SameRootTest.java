package io.dtvn.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** One log leads to one root, wherever it is executed. */
@Isolated // changes defaults of the whole process
final class SameRootTest {

  private static final long PATIENCE_SECONDS = 120;

  @Test
  void locale_and_time_zone_do_not_reach_the_root() {
    String roots = LogReplay.roots();
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist", "ja-JP")) {
        for (String id : List.of("Pacific/Kiritimati", "America/St_Johns", "UTC")) {
          Locale.setDefault(Locale.forLanguageTag(tag));
          TimeZone.setDefault(TimeZone.getTimeZone(id));
          assertThat(LogReplay.roots()).as("%s %s", tag, id).isEqualTo(roots);
        }
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void hash_seeds_and_charsets_do_not_reach_the_root() throws Exception {
    List<List<String>> machines =
        List.of(
            List.of("-XX:hashCode=0", "-Dfile.encoding=UTF-8", "-Duser.language=en"),
            List.of("-XX:hashCode=2", "-Dfile.encoding=COMPAT", "-Duser.language=tr"),
            List.of("-XX:hashCode=3", "-Dfile.encoding=UTF-8", "-Duser.timezone=Asia/Kolkata"),
            List.of("-XX:hashCode=5", "-Dfile.encoding=COMPAT", "-Duser.language=ar"));
    List<String> surroundings = new ArrayList<>();
    for (List<String> options : machines) {
      List<String> lines = replay(options);
      assertThat(lines).as("output with %s", options).hasSize(2);
      assertThat(lines.getFirst()).isEqualTo(LogReplay.roots());
      surroundings.add(lines.getLast());
    }
    assertThat(surroundings).as("the machines differ").doesNotHaveDuplicates();
  }

  private static List<String> replay(List<String> options)
      throws IOException, InterruptedException, URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UnlockExperimentalVMOptions", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    String classPath =
        placeOf(Ledger.class) + System.getProperty("path.separator") + placeOf(LogReplay.class);
    command.addAll(List.of("-cp", classPath, LogReplay.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      return output.lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Path placeOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
