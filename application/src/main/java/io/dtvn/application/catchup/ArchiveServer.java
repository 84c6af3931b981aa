package io.dtvn.application.catchup;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.archive.StoredBatch;
import io.dtvn.application.catchup.Asker.Stream;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.ports.out.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives late members what they ask for, on a thread of its own: one stream for each member, a frame
 * to each in turn, no more frames ahead than the asker allows and no more bytes in a while than
 * {@link Asker} allows. Thread-safe.
 */
public final class ArchiveServer implements AutoCloseable {

  private final Archive archive;
  private final ArchiveLink link;
  private final Clock clock;
  private final Consumer<Throwable> onFailure;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final List<Asker> askers = new ArrayList<>();
  private int turn;
  private boolean closed;
  private @Nullable Thread thread;

  /** Whose turn it is. */
  private record Turn(int peer, Asker asker, Stream stream) {}

  /**
   * Serves from {@code archive} to {@code members} members.
   *
   * @param onFailure told when the archive cannot be read
   */
  public ArchiveServer(
      Archive archive, ArchiveLink link, Clock clock, Consumer<Throwable> onFailure) {
    this.archive = archive;
    this.link = link;
    this.clock = clock;
    this.onFailure = onFailure;
  }

  /** Starts the server's thread. */
  public void start() {
    Thread serving = new Thread(this::run, "dtvn-archive");
    serving.setDaemon(true);
    thread = serving;
    serving.start();
  }

  /** A question of the member with index {@code peer}. Does not block. */
  public void onFetch(int peer, Bytes frame) {
    ArchiveFetch fetch;
    try {
      fetch = ArchiveFetch.decode(frame);
    } catch (MalformedException _) {
      return; // a peer's nonsense is not worth more than that
    }
    lock.lock();
    try {
      while (askers.size() <= peer) {
        askers.add(new Asker());
      }
      askers.get(peer).asks(fetch, clock.monotonicMillis());
      asked.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Sends one frame if one is due; says whether it did. For tests; the thread does the same. */
  boolean step() {
    Optional<Turn> next = nextTurn();
    next.ifPresent(this::serve);
    return next.isPresent();
  }

  private void run() {
    try {
      while (awaitTurn()) {
        step();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (RuntimeException | Error e) {
      onFailure.accept(e);
    }
  }

  private boolean awaitTurn() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        long now = clock.monotonicMillis();
        long due = askers.stream().mapToLong(a -> a.dueMillis(now)).min().orElse(Asker.NEVER);
        if (due <= now) {
          return true;
        }
        if (due == Asker.NEVER) {
          asked.await();
        } else {
          asked.await(due - now, TimeUnit.MILLISECONDS);
        }
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Turn> nextTurn() {
    lock.lock();
    try {
      long now = clock.monotonicMillis();
      for (int i = 1; i <= askers.size(); i++) {
        int peer = (turn + i) % askers.size();
        Asker asker = askers.get(peer);
        if (asker.dueMillis(now) <= now) {
          turn = peer;
          return asker.stream().map(stream -> new Turn(peer, asker, stream));
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Only this thread moves a stream on, so it may be read without the lock. */
  private void serve(Turn due) {
    Stream stream = due.stream;
    int max = ArchiveData.BATCHES_MAX;
    long newest = archive.newest(); // asked first: one more may be executed meanwhile
    List<StoredBatch> batches = archive.stored(stream.next, max, ArchiveData.roomFor(max));
    boolean end = stream.next + batches.size() > newest;
    ArchiveData data = new ArchiveData(stream.id, stream.sent, stream.next, end, batches);
    Bytes frame = data.encode();
    lock.lock();
    try {
      due.asker.gives(stream, data, frame.length(), clock.monotonicMillis());
    } finally {
      lock.unlock();
    }
    link.send(due.peer, frame);
  }

  /** Ends the thread. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      asked.signalAll();
    } finally {
      lock.unlock();
    }
    Thread serving = thread;
    if (serving != null && !serving.equals(Thread.currentThread())) {
      try {
        serving.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
