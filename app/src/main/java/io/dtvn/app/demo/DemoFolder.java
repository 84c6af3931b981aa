package io.dtvn.app.demo;

import io.dtvn.app.config.ConfigException;
import io.dtvn.app.config.FileTrouble;
import io.dtvn.application.node.WholeFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The folder of a local network, held by one process. It remembers which validators have ever
 * served: only one that never has may take an empty folder for its first start; any other has lost
 * its journal and with it the right to vote.
 */
final class DemoFolder implements AutoCloseable {

  static final String LOG_FILE = "log";

  private static final String LOCK_FILE = "demo.lock";
  private static final String FILE = "demo.properties";

  private final DemoPlan plan;
  private final FileChannel lock;
  private final boolean durable;
  private final boolean leftBehind;
  private final Set<String> born = new TreeSet<>();
  private boolean unwritten;

  private DemoFolder(DemoPlan plan, FileChannel lock, boolean durable) throws IOException {
    this.plan = plan;
    this.lock = lock;
    this.durable = durable;
    this.leftBehind = lock.size() > 0;
  }

  /**
   * Takes hold of the plan's folder, making it if it is missing.
   *
   * @param durable whether what validators store outlives them
   * @throws ConfigException if it was made for another network
   * @throws DemoException if another process holds it, or it is something else's
   */
  static DemoFolder open(DemoPlan plan, boolean durable) {
    try {
      Files.createDirectories(plan.data());
      checkIsOfADemo(plan.data()); // before anything is put into it
      FileChannel lock = lock(plan.data());
      try {
        DemoFolder folder = new DemoFolder(plan, lock, durable);
        folder.read();
        folder.write();
        folder.writeHolder();
        return folder;
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new DemoException(
          "data folder %s: want to use it, found %s; check the path, its owner and the disk"
              .formatted(plan.data(), FileTrouble.inWords(e)),
          e);
    }
  }

  /** Whether the process that held it before was killed. */
  boolean wasLeftBehind() {
    return leftBehind;
  }

  /** Whether {@code node} may take an empty folder for its first start. */
  synchronized boolean mayBeFirstStart(String node) {
    return !born.contains(node) || (plan.nodes() == 1 && !durable);
  }

  /**
   * {@code node} serves: from now on an empty folder is a loss.
   *
   * @throws DemoException if that cannot be written; the next call tries again
   */
  synchronized void serves(String node) {
    unwritten |= born.add(node);
    if (unwritten) {
      try {
        write();
        unwritten = false;
      } catch (IOException e) {
        throw new DemoException(
            "%s: want to note that %s has served, found %s; check the folder's owner and the disk"
                .formatted(plan.data().resolve(FILE), node, FileTrouble.inWords(e)),
            e);
      }
    }
  }

  private static FileChannel lock(Path data) throws IOException {
    Path file = data.resolve(LOCK_FILE);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!tryLock(channel)) {
      channel.close();
      throw new DemoException(
          ("data folder %s: want it for this demo alone, found it held by process %s; stop that one"
                  + " or choose another folder with --data-dir")
              .formatted(data, Files.readString(file, StandardCharsets.US_ASCII).strip()));
    }
    return channel;
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very process
    }
  }

  private void writeHolder() throws IOException {
    String pid = Long.toString(ProcessHandle.current().pid());
    lock.truncate(0);
    lock.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private void read() throws IOException {
    Path file = plan.data().resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    Properties stored = new Properties();
    stored.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
    check("nodes", Integer.toString(plan.nodes()), stored.getProperty("nodes", "none"));
    check("storage", plan.storage(), stored.getProperty("storage", "none"));
    if (durable) {
      born.addAll(List.of(stored.getProperty("born", "").split(",", -1)));
      born.remove("");
    }
  }

  private static void checkIsOfADemo(Path data) throws IOException {
    if (Files.exists(data.resolve(FILE))) {
      return;
    }
    try (Stream<Path> files = Files.list(data)) {
      List<String> others =
          files
              .map(path -> path.getFileName().toString())
              .filter(name -> !name.startsWith(FILE)) // a draft of it, cut short by a crash
              .filter(name -> !name.equals(LOCK_FILE) && !name.equals(LOG_FILE))
              .sorted()
              .limit(5)
              .toList();
      if (!others.isEmpty()) {
        throw new DemoException(
            ("data folder %s: want an empty one or one that a demo made, found %s in it; choose"
                    + " another with --data-dir")
                .formatted(data, others));
      }
    }
  }

  private void check(String key, String wanted, String found) {
    if (!found.equals(wanted)) {
      throw new ConfigException(
          ("data folder %s: want --%s %s, which it was made with, found --%s %s; repeat that, or"
                  + " choose another folder with --data-dir")
              .formatted(plan.data(), key, found, key, wanted));
    }
  }

  /** Replaces the file so that after power loss it is the old or the new one. */
  private void write() throws IOException {
    String text =
        "nodes=%d\nstorage=%s\nborn=%s\n"
            .formatted(plan.nodes(), plan.storage(), String.join(",", born));
    WholeFile.write(plan.data().resolve(FILE), text);
  }

  /** Lets go of the folder; its holder is forgotten, which tells an orderly end from a kill. */
  @Override
  public void close() {
    try {
      if (lock.isOpen()) {
        lock.truncate(0);
        lock.close();
      }
    } catch (IOException e) {
      throw new DemoException("data folder %s: cannot be released".formatted(plan.data()), e);
    }
  }
}
