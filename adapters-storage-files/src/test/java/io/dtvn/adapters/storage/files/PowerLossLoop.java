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
 * Takes the power of a disk away while a writer is at work, and opens what is left. Records that
 * were acknowledged as synced must be there, and no hole before them or behind.
 */
final class PowerLossLoop implements AutoCloseable {

  private static final int DISK_MEGABYTES = 256;
  private static final int RECORDS_MAX = 3_000;
  private static final int WRITES_MAX = 200;
  private static final int[] COMMIT_SECONDS = {1, 5, 1_000};

  private final String type;
  private final SplittableRandom random;
  private final LoopDisk disk;
  private int stores;
  private ClosedStore store;
  private int written;
  private CrashLoop.Findings findings = new CrashLoop.Findings(0, 0, 0);

  /**
   * Makes the disk.
   *
   * @throws IOException if this process may not, or the programs for it are missing
   */
  PowerLossLoop(String type, Path directory, long seed) throws IOException {
    this.type = type;
    this.random = new SplittableRandom(seed);
    int commit = COMMIT_SECONDS[random.nextInt(COMMIT_SECONDS.length)];
    this.disk = LoopDisk.mount(directory, DISK_MEGABYTES, commit);
    try {
      this.store = fresh();
    } catch (IOException e) {
      disk.close();
      throw e;
    }
  }

  /** The sum of all rounds so far; what is acknowledged are synced records and those before. */
  CrashLoop.Findings findings() {
    return findings;
  }

  /** One loss of power. */
  void run() throws IOException, InterruptedException {
    if (written > RECORDS_MAX) {
      Folders.delete(store.directory());
      store = fresh();
      written = 0;
    }
    List<String> said = new ArrayList<>();
    Task task = random.nextInt(3) == 0 ? Task.COMPACT : Task.WRITE;
    try (Child child = Child.start(store, task)) {
      assertThat(child.line()).isEqualTo("open " + written);
      for (int left = random.nextInt(WRITES_MAX); left > 0; left--) {
        said.add(child.line());
      }
      disk.losePower();
      said.addAll(child.kill());
    }
    disk.mountAgain();
    check(said);
  }

  private void check(List<String> said) {
    int synced = written;
    int wrote = written;
    for (String line : said) {
      Optional<Integer> number = Child.acknowledgedBy(line);
      wrote += number.isPresent() ? 1 : 0;
      synced = Child.syncedBy(line).map(last -> last + 1).orElse(synced);
    }
    int found = store.count();
    findings = findings.plus(synced - written, Math.max(0, synced - found));
    assertThat(found).as("records found").isBetween(synced, wrote + 1);
    written = found;
  }

  @Override
  public void close() throws IOException {
    disk.close();
  }

  /** On the medium, as the folder of a node is long before its store is. */
  private ClosedStore fresh() throws IOException {
    Path folder = Files.createDirectory(disk.folder().resolve("store" + stores++));
    Folders.sync(disk.folder());
    return new ClosedStore(type, folder);
  }
}
