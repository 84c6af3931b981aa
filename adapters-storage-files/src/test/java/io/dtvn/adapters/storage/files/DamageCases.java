package io.dtvn.adapters.storage.files;

import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A closed store with entries in all kinds of files, and everything that may happen to one. */
final class DamageCases {

  /** How many records the store has. */
  static final int RECORDS = 40;

  /** How many its older copies have. */
  static final int OLDER_RECORDS = RECORDS - 2;

  /** How many it had before the last opening. */
  static final int PAST_RECORDS = RECORDS * 3 / 4;

  /** How long each ticket is. */
  static final int TICKET_BYTES = 500;

  private final ClosedStore whole;
  private final ClosedStore past;
  private final ClosedStore older;
  private final ClosedStore other;

  DamageCases(String type, Path directory) {
    whole = new ClosedStore(type, created(directory.resolve("whole")));
    other = new ClosedStore(type, created(directory.resolve("other")));
    past = build(whole, TICKET_BYTES, directory.resolve("past"));
    older = finish(whole, TICKET_BYTES, directory.resolve("older"));
    build(other, TICKET_BYTES + 1, directory.resolve("other-past"));
    finish(other, TICKET_BYTES + 1, directory.resolve("other-older"));
  }

  /**
   * One file, damaged.
   *
   * @param file inside the directory
   * @param content empty: there is no such file
   */
  record Case(Path file, String damage, Optional<byte[]> content) {

    /** Does it to {@code store}. */
    void applyTo(ClosedStore store) {
      Path path = store.directory().resolve(file);
      content.ifPresentOrElse(bytes -> Damage.write(path, bytes), () -> Damage.delete(path));
    }

    /** Whether {@code store} still has it as it was damaged. */
    boolean isStillIn(ClosedStore store) {
      Path path = store.directory().resolve(file);
      return content
          .map(bytes -> Files.exists(path) && Arrays.equals(bytes, Damage.read(path)))
          .orElseGet(() -> !Files.exists(path));
    }
  }

  ClosedStore whole() {
    return whole;
  }

  /** A copy of all files, two batches earlier, when it was open. */
  ClosedStore older() {
    return older;
  }

  /** A copy of all files from before the last opening. */
  ClosedStore past() {
    return past;
  }

  /** Every case that changes anything. */
  List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Path file : whole.files()) {
      byte[] content = Damage.read(whole.directory().resolve(file));
      FileDamage.allOf(content)
          .forEach((words, bytes) -> cases.add(new Case(file, words, Optional.of(bytes))));
      cases.add(new Case(file, "deleted", Optional.empty()));
      add(cases, content, new Case(file, "replaced by its older copy", contentIn(older, file)));
      add(cases, content, new Case(file, "replaced by that before opening", contentIn(past, file)));
      add(cases, content, new Case(file, "replaced by another store's", contentIn(other, file)));
      cases.add(
          new Case(
              file.resolveSibling(file.getFileName() + ".bak"), "added", Optional.of(content)));
    }
    return cases;
  }

  private static void add(List<Case> cases, byte[] content, Case damaged) {
    if (damaged.content().filter(bytes -> !Arrays.equals(bytes, content)).isPresent()) {
      cases.add(damaged);
    }
  }

  private static Optional<byte[]> contentIn(ClosedStore store, Path file) {
    Path path = store.directory().resolve(file);
    return Files.exists(path) ? Optional.of(Damage.read(path)) : Optional.empty();
  }

  /** Some records of two lives, some of them compacted; a copy of it. */
  private static ClosedStore build(ClosedStore store, int ticketBytes, Path copy) {
    store.whileOpen(open -> write(open, 0, RECORDS / 4, ticketBytes));
    store.whileOpen(
        open -> {
          write(open, RECORDS / 4, RECORDS / 2, ticketBytes);
          open.compact(Progress.NONE);
          write(open, RECORDS / 2, PAST_RECORDS, ticketBytes);
        });
    return store.copyTo(copy);
  }

  /** The rest of the records in a third life; a copy made in it. */
  private static ClosedStore finish(ClosedStore store, int ticketBytes, Path copy) {
    try (KeyValueStore open = store.open()) {
      write(open, PAST_RECORDS, OLDER_RECORDS, ticketBytes);
      ClosedStore copied = store.copyTo(copy); // nobody writes meanwhile
      write(open, OLDER_RECORDS, RECORDS, ticketBytes);
      return copied;
    }
  }

  private static void write(KeyValueStore store, int from, int to, int ticketBytes) {
    for (int i = from; i < to; i++) {
      Records.write(store, i, ticketBytes);
    }
  }

  private static Path created(Path folder) {
    if (!folder.toFile().mkdirs()) {
      throw new IllegalStateException("a folder of its own: " + folder);
    }
    return folder;
  }
}
