package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.StorageException;
import java.nio.file.Path;

/**
 * The program of a child process: opens the store of a directory, says {@code open} with the number
 * of its records, writes record after record and says each number once it was acknowledged. Ends
 * only by being killed, or by the first failure, which it says.
 */
final class CrashingWriter {

  private static final int TICKET_BYTES_MAX = 100_000;

  private CrashingWriter() {}

  public static void main(String[] arguments) {
    try (KeyValueStore store = ClosedStore.open(Path.of(arguments[0]))) {
      int records = ClosedStore.records(store);
      say("open " + records);
      writeUntilItFails(store, records);
    }
  }

  private static void writeUntilItFails(KeyValueStore store, int first) {
    try {
      for (int i = first; ; i++) {
        ClosedStore.write(store, i, (int) (i * 7_919L % TICKET_BYTES_MAX));
        say("wrote " + i);
      }
    } catch (StorageException e) {
      say("failed " + e.getMessage());
      sayHowItStays(store);
    }
  }

  private static void sayHowItStays(KeyValueStore store) {
    try {
      ClosedStore.write(store, 999_999, 1);
      say("wrote after failing");
    } catch (StorageException e) {
      say("stays failed " + e.getMessage());
    }
    say("reads " + ClosedStore.records(store));
  }

  /** One line, at once and whole. */
  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
