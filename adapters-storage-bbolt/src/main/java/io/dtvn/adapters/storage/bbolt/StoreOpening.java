package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.bbolt.Exchange.Request;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Opens the store of a directory, after making it if there never was one, and checks it whole.
 *
 * <p>A first store is made in this order: a note that says 0 commits; the file of bbolt, which
 * begins with commit 1; the note that says so. Both get their names when they are on the medium. So
 * a note of 0 alone is a beginning that was cut short, and every other file alone is damage.
 */
final class StoreOpening {

  /** How long somebody may hold the file who is about to let it go. */
  private static final int LOCK_WAIT_MILLIS = 200;

  /** The bucket in which the file says what it holds. */
  private static final Bucket WITNESS = new Bucket("witness");

  /** Of every name at most. */
  private static final int NAME_BYTES = 4 + 32;

  private final StoreFiles files;
  private final List<String> buckets;
  private final long spareBytes;
  private final Failures failures;

  /**
   * Prepares it.
   *
   * @param buckets what the store has
   * @param spareBytes how many bytes the file may grow before readers can be in the way of a writer
   */
  StoreOpening(StoreFiles files, List<Bucket> buckets, long spareBytes) {
    if (buckets.contains(WITNESS)) {
      throw new IllegalArgumentException(
          "bucket '%s': want another name, found the one that this store uses itself"
              .formatted(WITNESS.name()));
    }
    this.files = files;
    this.buckets = buckets.stream().map(Bucket::name).distinct().sorted().toList();
    this.spareBytes = spareBytes;
    this.failures = new Failures(files.data());
  }

  BboltStore open() {
    if (!Files.isDirectory(files.directory())) {
      throw new StorageException(
          "storage %s: want a directory, found none; create it or choose another one"
              .formatted(files.directory()));
    }
    createIfNew();
    Opened opened;
    try {
      opened = openFile();
    } catch (BboltException e) {
      throw whileOpening(e);
    }
    try {
      return new BboltStore(new BboltFile(opened.handle, buckets, failures), noted(opened.extent));
    } catch (RuntimeException e) {
      close(opened.handle, e);
      throw e;
    }
  }

  /** A file that was found whole. */
  private record Opened(long handle, Newest.Extent extent) {}

  private void createIfNew() {
    try {
      if (!Files.exists(files.data())) {
        if (!Files.exists(files.note())) {
          Newest.begin(files);
        }
        checkNothingWasNoted();
        createFile();
      }
    } catch (IOException | BboltException e) {
      throw failures.failed("create it", e);
    }
  }

  private void checkNothingWasNoted() throws IOException {
    try (Newest note = Newest.of(files, failures)) {
      Newest.Extent extent = note.read(files, failures);
      // Another process may have made the file since we looked.
      if (!extent.isNothing() && !Files.exists(files.data())) {
        throw failures.damaged(
            "noted as far as commit %d, found no file %s"
                .formatted(extent.commits(), files.data().getFileName()));
      }
    }
  }

  private void createFile() throws BboltException {
    Exchange.ask(
        new Request(Shim::dtvnCreate, 0, requestBytes(), this::putPathAndBuckets), _ -> files);
  }

  private Opened openFile() throws BboltException {
    return Exchange.ask(
        new Request(
            Shim::dtvnOpen,
            0,
            requestBytes(),
            frame -> putPathAndBuckets(frame.put(spareBytes).put(LOCK_WAIT_MILLIS))),
        frame -> {
          long commits = frame.takeLong();
          return new Opened(frame.number(), new Newest.Extent(commits, frame.takeLong()));
        });
  }

  private int requestBytes() {
    return Long.BYTES
        + 3 * Integer.BYTES
        + 4 * files.data().toString().length()
        + NAME_BYTES * buckets.size();
  }

  private void putPathAndBuckets(Frame frame) {
    frame.put(files.data().toString()).put(buckets.size());
    buckets.forEach(frame::put);
  }

  /** The note, as new as the file. */
  private Newest noted(Newest.Extent found) {
    Newest note = Newest.of(files, failures);
    try {
      Newest.Extent wanted = note.read(files, failures);
      if (!wanted.isNothing() && wanted.identity() != found.identity()) {
        throw failures.damaged("found the file of another store");
      }
      if (Long.compareUnsigned(found.commits(), wanted.commits()) < 0) {
        throw failures.damaged(
            "noted as far as commit %d, found it as far as %d: acknowledged records are missing"
                .formatted(wanted.commits(), found.commits()));
      }
      note.noteSynced(found, files);
      files.removeLeftovers();
      return note;
    } catch (IOException e) {
      throw closed(note, failures.failed("note how far it is", e));
    } catch (RuntimeException e) {
      throw closed(note, e);
    }
  }

  private StorageException whileOpening(BboltException e) {
    if (e.code() == Code.OTHER_BUCKETS) {
      return failures.damaged(
          "with the buckets %s, found %s, as another version of this program would leave it"
              .formatted(buckets, e.getMessage()),
          e);
    }
    return failures.during("open it", e);
  }

  private static RuntimeException closed(Newest note, RuntimeException reason) {
    try {
      note.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
    return reason;
  }

  private static void close(long store, RuntimeException reason) {
    try {
      Exchange.ask(Request.of(Shim::dtvnClose, store), _ -> reason);
    } catch (BboltException e) {
      reason.addSuppressed(e);
    }
  }
}
