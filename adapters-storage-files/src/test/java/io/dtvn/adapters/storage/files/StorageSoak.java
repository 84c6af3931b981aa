package io.dtvn.adapters.storage.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;

/**
 * {@link CrashContractTest} for as many rounds as {@code --rounds} says, on the back end {@code
 * --type}; with {@code --power-loss} the disk loses its power instead of the process its life.
 */
final class StorageSoak {

  private static final int ROUNDS = 100;
  private static final int TOLD_EVERY = 10;

  private StorageSoak() {}

  private record Options(String type, int rounds, long seed, boolean powerLoss) {

    static Options of(String[] arguments) {
      Options options = new Options("rocksdb", ROUNDS, System.nanoTime(), false);
      Iterator<String> rest = Arrays.asList(arguments).iterator();
      while (rest.hasNext()) {
        options = options.with(rest.next(), rest);
      }
      return options;
    }

    private Options with(String name, Iterator<String> rest) {
      if (name.equals("--power-loss")) {
        return new Options(type, rounds, seed, true);
      }
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(name + ": want a value behind it, found none");
      }
      String value = rest.next();
      return switch (name) {
        case "--type" -> new Options(value, rounds, seed, powerLoss);
        case "--rounds" -> new Options(type, Integer.parseInt(value), seed, powerLoss);
        case "--seed" -> new Options(type, rounds, Long.parseLong(value), powerLoss);
        default ->
            throw new IllegalArgumentException(
                name + ": want --type, --rounds, --seed or --power-loss");
      };
    }
  }

  private interface Rounds {
    CrashLoop.Findings next() throws IOException, InterruptedException;
  }

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    System.out.printf("%s, seed %d%n", options.type(), options.seed());
    Path directory = Files.createTempDirectory("dtvn-storage");
    try {
      if (options.powerLoss()) {
        try (PowerLossLoop loop = new PowerLossLoop(options.type(), directory, options.seed())) {
          run(
              options,
              () -> {
                loop.run();
                return loop.findings();
              });
        }
      } else {
        CrashLoop loop = new CrashLoop(options.type(), directory, options.seed());
        run(
            options,
            () -> {
              loop.killSomehow();
              return loop.findings();
            });
      }
    } finally {
      Folders.delete(directory);
    }
  }

  private static void run(Options options, Rounds rounds) throws Exception {
    CrashLoop.Findings found = new CrashLoop.Findings(0, 0, 0);
    for (int round = 1; round <= options.rounds(); round++) {
      found = rounds.next();
      if (round % TOLD_EVERY == 0 && round < options.rounds()) {
        System.out.printf("%d of %d: %s%n", round, options.rounds(), found);
      }
    }
    System.out.printf(
        "%s: %d %s survived, %d operations acknowledged, %d lost%n",
        options.type(),
        found.kills(),
        options.powerLoss() ? "losses of power" : "kills",
        found.acknowledged(),
        found.lost());
  }
}
