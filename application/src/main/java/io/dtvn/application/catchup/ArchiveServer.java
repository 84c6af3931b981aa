package io.dtvn.application.catchup;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.archive.StoredBatch;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.ports.out.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives late members what they ask for, on a thread of its own: one stream for each member, a frame
 * to each in turn, no more frames ahead than the asker allows. Thread-safe.
 */
public final class ArchiveServer implements AutoCloseable {

  /** No asker gets more frames ahead than this, whatever it asks for. */
  static final int FRAMES_AHEAD_MAX = 8;

  /** A member begins a new stream at most this often. */
  private static final long RESTART_MILLIS = 50;

  private final Archive archive;
  private final ArchiveLink link;
  private final Clock clock;
  private final Consumer<Throwable> onFailure;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final List<Optional<Stream>> streams = new ArrayList<>();
  private int turn;
  private boolean closed;
  private @Nullable Thread thread;

  /** What is being sent to one member. */
  private static final class Stream {

    final long id;
    final long begunMillis;
    long next;
    int sent;
    int allowed;
    boolean atEnd;

    Stream(ArchiveFetch fetch, long nowMillis) {
      id = fetch.stream();
      begunMillis = nowMillis;
      next = fetch.from();
      allow(fetch.frames());
    }

    void allow(int frames) {
      int capped = Math.min(frames, sent + FRAMES_AHEAD_MAX);
      if (capped > allowed) {
        allowed = capped;
        atEnd = false;
      }
    }

    boolean isDue() {
      return sent < allowed && !atEnd;
    }
  }

  /** The stream whose turn it is, and whose it is. */
  private record Turn(int peer, Stream stream) {}

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
      while (streams.size() <= peer) {
        streams.add(Optional.empty());
      }
      allow(peer, fetch);
      asked.signal();
    } finally {
      lock.unlock();
    }
  }

  private void allow(int peer, ArchiveFetch fetch) {
    Optional<Stream> known = streams.get(peer);
    long now = clock.monotonicMillis();
    if (known.isPresent() && known.get().id == fetch.stream()) {
      known.get().allow(fetch.frames());
    } else if (known.isEmpty() || now - known.get().begunMillis >= RESTART_MILLIS) {
      streams.set(peer, Optional.of(new Stream(fetch, now)));
    }
  }

  /** Sends one frame if one is due; says whether it did. For tests; the thread does the same. */
  boolean step() {
    Optional<Turn> next = nextTurn();
    next.ifPresent(due -> serve(due.peer, due.stream));
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
      while (!closed && nextTurn().isEmpty()) {
        asked.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Turn> nextTurn() {
    lock.lock();
    try {
      for (int i = 1; i <= streams.size(); i++) {
        int peer = (turn + i) % streams.size();
        Optional<Stream> due = streams.get(peer).filter(Stream::isDue);
        if (due.isPresent()) {
          turn = peer;
          return Optional.of(new Turn(peer, due.get()));
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Only this thread moves a stream on, so it may be read without the lock. */
  private void serve(int peer, Stream stream) {
    int max = ArchiveData.BATCHES_MAX;
    long newest = archive.newest(); // asked first: one more may be executed meanwhile
    List<StoredBatch> batches = archive.stored(stream.next, max, ArchiveData.roomFor(max));
    long next = stream.next + batches.size();
    boolean end = next > newest;
    ArchiveData data = new ArchiveData(stream.id, stream.sent, stream.next, end, batches);
    lock.lock();
    try {
      stream.next = next;
      stream.sent++;
      stream.atEnd = end;
    } finally {
      lock.unlock();
    }
    link.send(peer, data.encode());
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
