package io.dtvn.adapters.storage.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.adapters.storage.files.CrashingWriter.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Kills writers with SIGKILL at random moments, opens what they left, and goes on with it. Anything
 * that is torn, out of order, or more than what was under way is an {@link AssertionError}.
 */
final class CrashLoop {

  /** Beyond it a new store is begun: each round reads all of it twice. */
  private static final int RECORDS_MAX = 3_000;

  private static final int WRITES_MAX = 200;
  private static final int STARTING_MILLIS_MAX = 900;

  private final String type;
  private final Path directory;
  private final SplittableRandom random;
  private int stores;
  private ClosedStore store;
  private int written;
  private Findings findings = new Findings(0, 0, 0);

  CrashLoop(String type, Path directory, long seed) throws IOException {
    this.type = type;
    this.directory = directory;
    this.random = new SplittableRandom(seed);
    this.store = fresh();
  }

  /**
   * What was found.
   *
   * @param kills how many writers were killed and their stores opened again
   * @param acknowledged records that they said were written
   * @param lost those of them that were not there
   */
  record Findings(int kills, long acknowledged, long lost) {

    Findings plus(long more, long missing) {
      return new Findings(kills + 1, acknowledged + more, lost + missing);
    }
  }

  /** The sum of all rounds so far. */
  Findings findings() {
    return findings;
  }

  /** Kills a writer after some acknowledgements. */
  void killWhile(Task task) throws IOException, InterruptedException {
    if (written > RECORDS_MAX) {
      Folders.delete(store.directory());
      store = fresh();
      written = 0;
    }
    int acknowledged;
    try (Child child = Child.start(store, task)) {
      assertThat(child.line()).isEqualTo("open " + written);
      List<String> said = new ArrayList<>();
      for (int left = random.nextInt(WRITES_MAX); left > 0; left--) {
        said.add(child.line());
      }
      said.addAll(child.kill());
      acknowledged = after(said, written);
    }
    written = check(store, written, acknowledged);
  }

  /** Kills a writer while it makes a store, or soon after. */
  void killAtFirstStart() throws IOException, InterruptedException {
    ClosedStore first = fresh();
    int acknowledged;
    try (Child child = Child.start(first, Task.WRITE)) {
      child.runFor(random.nextInt(STARTING_MILLIS_MAX));
      List<String> said = child.kill();
      acknowledged = said.isEmpty() ? 0 : after(said.subList(1, said.size()), 0);
    }
    int _ = check(first, 0, acknowledged);
    Folders.delete(first.directory());
  }

  /** Any of these, by chance. */
  void killSomehow() throws IOException, InterruptedException {
    switch (random.nextInt(6)) {
      case 0 -> killAtFirstStart();
      case 1, 2 -> killWhile(Task.COMPACT);
      default -> killWhile(Task.WRITE);
    }
  }

  /** The number of records that were found. */
  private int check(ClosedStore killed, int before, int acknowledged) {
    int found = killed.count();
    findings = findings.plus(acknowledged - before, Math.max(0, acknowledged - found));
    // The write that was under way may have come through.
    assertThat(found).as("records found").isBetween(acknowledged, acknowledged + 1);
    return found;
  }

  /**
   * How many records there must be, if {@code said} came after the first {@code before} of them.
   */
  private static int after(List<String> said, int before) {
    int next = before;
    for (String line : said) {
      assertThat(Child.acknowledgedBy(line)).as(line).isEqualTo(Optional.of(next));
      next++;
    }
    return next;
  }

  private ClosedStore fresh() throws IOException {
    return new ClosedStore(type, Files.createDirectory(directory.resolve("store" + stores++)));
  }
}
