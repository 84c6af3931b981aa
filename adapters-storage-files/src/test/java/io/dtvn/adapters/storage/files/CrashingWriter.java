package io.dtvn.adapters.storage.files;

import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.StorageDamagedException;
import io.dtvn.ports.out.StorageException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The program of a child process: opens the store of a back end in a directory, says {@code open}
 * with the number of its records, writes record after record and says each number once it was
 * acknowledged: {@code synced 7}, or {@code wrote 8} for a buffered one. Ends only by being killed,
 * or by the first failure. That it says; then it waits for a line or the end of its input, tries
 * again, and says how it went.
 */
final class CrashingWriter {

  /** What the thread that compacts says in the end. */
  static final String NO_MORE = "compacts no more: ";

  private static final int SMALL_BYTES_MAX = 600;
  private static final int LARGE_BYTES_MAX = 100_000;
  private static final int LARGE_EVERY = 8;
  private static final int BUFFERED_EVERY = 4;

  private CrashingWriter() {}

  /** What it does. */
  enum Task {
    /** Only opens. */
    OPEN,
    /** Writes. */
    WRITE,
    /** Writes, while another thread compacts again and again. */
    COMPACT
  }

  public static void main(String[] arguments) throws IOException {
    ClosedStore closed = new ClosedStore(arguments[0], Path.of(arguments[1]));
    Task task = Task.valueOf(arguments[2]);
    try (KeyValueStore store = closed.open()) {
      int records = Records.count(store);
      say("open " + records);
      if (task == Task.COMPACT) {
        Thread.ofPlatform().daemon().start(() -> compactAlways(store));
      }
      if (task != Task.OPEN) {
        writeUntilItFails(store, records);
      }
    } catch (StorageDamagedException e) {
      say("damaged " + e.getMessage());
    } catch (StorageException e) {
      say("refused " + e.getMessage());
    }
  }

  /** The length of ticket {@code number}: mostly short, so that many go into a second. */
  private static int ticketBytes(int number) {
    return number % LARGE_EVERY == LARGE_EVERY - 1
        ? (int) (number * 7_919L % LARGE_BYTES_MAX)
        : (int) (number * 31L % SMALL_BYTES_MAX);
  }

  private static void compactAlways(KeyValueStore store) {
    try {
      while (true) {
        store.compact(Progress.NONE);
      }
    } catch (StorageException | IllegalStateException e) {
      say(NO_MORE + e.getMessage());
    }
  }

  private static void writeUntilItFails(KeyValueStore store, int first) throws IOException {
    int next = first;
    try {
      while (true) {
        boolean buffered = next % BUFFERED_EVERY == BUFFERED_EVERY - 1;
        write(store, next, buffered ? Durability.BUFFERED : Durability.SYNCED);
        say((buffered ? "wrote " : "synced ") + next);
        next++;
      }
    } catch (StorageException e) {
      say("failed " + e.getMessage());
      int _ = System.in.read();
      sayHowItStays(store, next);
    }
  }

  private static void write(KeyValueStore store, int number, Durability durability) {
    store.write(Records.batch(number, ticketBytes(number)), durability);
  }

  private static void sayHowItStays(KeyValueStore store, int next) {
    for (Durability durability : Durability.values()) {
      for (int attempt = 0; attempt < 2; attempt++) {
        try {
          write(store, next, durability);
          say("written after failing");
        } catch (StorageException e) {
          say("stays failed " + e.getMessage());
        }
      }
    }
    say("reads " + Records.count(store));
  }

  /** One line, at once and whole. */
  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
