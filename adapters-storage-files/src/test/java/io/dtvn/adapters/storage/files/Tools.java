package io.dtvn.adapters.storage.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.List;

/** Programs of this machine that make media fail, where they are and may be used. */
final class Tools {

  private Tools() {}

  /** Ends the test: as skipped, or as failed where faults are required. */
  static void missing(String why) {
    if (Boolean.getBoolean("dtvn.require.faults")) {
      throw new AssertionError(why);
    }
    abort(why);
  }

  /**
   * Runs a program to its end.
   *
   * @throws IOException if it is missing or fails
   */
  static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("%s: %s".formatted(List.of(command), output.strip()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(List.of(command) + ": interrupted", e);
    }
  }
}
