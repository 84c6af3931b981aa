package io.dtvn.app.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@link CrashTest} for as many rounds as the first argument says; the second is the seed. */
final class CrashSoak {

  private CrashSoak() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    System.out.printf("seed %d%n", seed);
    Path data = Files.createTempDirectory("dtvn-crash");
    try {
      CrashLoop.Findings found = new CrashLoop(data, 32, seed).run(rounds, System.out::println);
      List<Long> restarts = found.restartMillis().stream().sorted().toList();
      System.out.printf(
          "%d rounds: %d acknowledged, %d lost, %d doubled; restart median %d ms, max %d ms%n",
          rounds,
          found.acknowledged(),
          found.lost(),
          found.doubled(),
          restarts.get(restarts.size() / 2),
          restarts.getLast());
      if (found.lost() + found.doubled() > 0) {
        System.exit(1);
      }
    } finally {
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }
}
