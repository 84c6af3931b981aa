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
 * Notes in a {@link SlotFile} how many commits of which file are on the medium: two numbers of 8
 * bytes, big-endian. It is the only witness when the newest root of the file is damaged, or the
 * file is an older copy: bbolt then opens the commit before, and that looks whole. Not thread-safe.
 */
final class Newest implements AutoCloseable {

  private static final Extent NOTHING = new Extent(0, 0);

  private final SlotFile note;
  private long identity;

  private Newest(SlotFile note) {
    this.note = note;
  }

  /**
   * How far a file came.
   *
   * @param commits how many it has
   * @param identity drawn when it was made, so that no other file has it
   */
  record Extent(long commits, long identity) {

    static final int BYTES = 2 * Long.BYTES;

    /** Whether there was no file of bbolt yet: nothing was ever acknowledged. */
    boolean isNothing() {
      return commits == 0;
    }

    private byte[] encode() {
      return ByteBuffer.allocate(BYTES).putLong(commits).putLong(identity).array();
    }

    private static Extent decode(byte[] fact) {
      ByteBuffer in = ByteBuffer.wrap(fact);
      return new Extent(in.getLong(), in.getLong());
    }
  }

  /** Makes the note that there is nothing yet, unless another process was first. */
  static void begin(StoreFiles files) throws IOException {
    Path unfinished = Files.createTempFile(files.directory(), files.unfinishedNote(), "");
    try {
      SlotFile.create(unfinished, NOTHING.encode());
      nameOnce(unfinished, files.note());
      Folders.sync(files.directory());
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Opens the note that exists. */
  static Newest of(StoreFiles files, Failures failures) {
    try {
      return new Newest(SlotFile.open(files.note(), Extent.BYTES));
    } catch (IOException e) {
      throw failures.damaged("found no file %s to say how far".formatted(name(files)), e);
    }
  }

  /** What was noted. */
  Extent read(StoreFiles files, Failures failures) {
    try {
      return note.read()
          .map(Extent::decode)
          .orElseThrow(
              () ->
                  failures.damaged("found a file %s without a whole entry".formatted(name(files))));
    } catch (IOException e) {
      throw failures.failed("read how far it is", e);
    }
  }

  /** Notes that so many commits of the file that was noted last are on the medium. */
  void note(long commits) throws IOException {
    note.write(new Extent(commits, identity).encode());
  }

  /** Notes how far a file came, and waits until the note is on the medium, too. */
  void noteSynced(Extent extent, StoreFiles files) throws IOException {
    identity = extent.identity();
    note(extent.commits());
    try (FileChannel channel = FileChannel.open(files.note(), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    note.close();
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
