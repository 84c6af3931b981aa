package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.files.Folders;
import io.dtvn.adapters.storage.files.SlotFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Notes in a {@link SlotFile} how many commits are on the medium. It is the only witness when the
 * newest root of the file is damaged, or the file is an older copy: bbolt then opens the commit
 * before, and that looks whole. Not thread-safe.
 */
final class Newest implements AutoCloseable {

  /** Noted before there is a file of bbolt: nothing was ever acknowledged. */
  static final long NOTHING = 0;

  private final SlotFile note;

  private Newest(SlotFile note) {
    this.note = note;
  }

  /** Makes the note that there is nothing yet, unless another process was first. */
  static void begin(StoreFiles files) throws IOException {
    Path unfinished = Files.createTempFile(files.directory(), files.unfinishedNote(), "");
    try {
      SlotFile.create(unfinished, encoded(NOTHING));
      nameOnce(unfinished, files.note());
      Folders.sync(files.directory());
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Opens the note that exists. */
  static Newest of(StoreFiles files, Failures failures) {
    try {
      return new Newest(SlotFile.open(files.note(), Long.BYTES));
    } catch (IOException e) {
      throw failures.damaged("found no file %s to say how far".formatted(name(files)), e);
    }
  }

  /** How many commits were noted. */
  long commits(StoreFiles files, Failures failures) {
    try {
      return note.read()
          .map(fact -> ByteBuffer.wrap(fact).getLong())
          .orElseThrow(
              () ->
                  failures.damaged("found a file %s without a whole entry".formatted(name(files))));
    } catch (IOException e) {
      throw failures.failed("read how far it is", e);
    }
  }

  /** Notes that so many commits are on the medium. */
  void note(long commits) throws IOException {
    note.write(encoded(commits));
  }

  /** The same, and waits until the note is on the medium, too. */
  void noteSynced(long commits, StoreFiles files) throws IOException {
    note(commits);
    try (FileChannel channel = FileChannel.open(files.note(), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    note.close();
  }

  private static byte[] encoded(long commits) {
    return ByteBuffer.allocate(Long.BYTES).putLong(commits).array();
  }

  private static String name(StoreFiles files) {
    return files.note().getFileName().toString();
  }

  /** A link is not made over one that is there, unlike a move. */
  private static void nameOnce(Path unfinished, Path name) throws IOException {
    try {
      Files.createLink(name, unfinished);
    } catch (FileAlreadyExistsException _) {
      // Another process was first; its note says the same.
    } catch (UnsupportedOperationException | IOException e) {
      if (!Files.exists(name)) {
        Files.move(unfinished, name);
      }
    }
  }
}
