package io.dtvn.application.catchup;

import io.dtvn.application.archive.StoredBatch;
import io.dtvn.application.catchup.Reading.Frame;
import io.dtvn.application.catchup.Reading.Item;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads the archive of one peer at a time, from the first batch that is missing until the peer has
 * nothing that is not executed here, by then perhaps by own votes again. A few frames are under way
 * at once, so that a round trip is not paid for each; checked batches go on in order and no further
 * ahead of execution than the window. Whoever sends nonsense is left at once; whoever is silent, or
 * is not worth waiting for, when {@link #start} is called for another one.
 *
 * <p>Thread-safe. {@link #take} decodes and verifies and belongs on a verification thread; nothing
 * else takes long.
 */
public final class ArchiveReader {

  /** What may wait to be checked at once. */
  public static final int BYTES_AHEAD_MAX = Reading.FRAMES_AHEAD * ArchiveData.BYTES_MAX;

  /**
   * How many T_lag nothing may move here before a stream that has brought work counts as silent.
   */
  private static final int WORK_LAGS_MAX = 20;

  /** For how many T_lag an archive is read at least before another may be worth more. */
  private static final int TRIAL_LAGS = 5;

  private final CatchUpPlan plan;
  private final CatchUpListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Reading reading;
  private long streams;
  private long executed;

  /** Reads for {@code listener}. */
  public ArchiveReader(CatchUpPlan plan, CatchUpListener listener) {
    this.plan = plan;
    this.listener = listener;
    this.streams = plan.firstStream();
  }

  /**
   * Begins to read the archive of {@code peer} from batch {@code from} on, before which everything
   * is executed; unless one is being read that still speaks and is worth waiting for.
   */
  public void start(long from, int peer) {
    lock.lock();
    try {
      long now = plan.clock().monotonicMillis();
      executed = Math.max(executed, from - 1);
      if (reading != null && staysWith(reading, peer, now)) {
        return;
      }
      Reading fresh = new Reading(peer, streams++, from, now);
      reading = fresh;
      fresh.noteIdle(executed, now);
      listener.onStarted(peer, from);
      ask(fresh);
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@code current} goes on though {@code other} could be read. */
  private boolean staysWith(Reading current, int other, long now) {
    current.noteIdle(executed, now);
    if (!speaks(current, now)) {
      return false;
    }
    boolean onTrial = current.judgedMillis(now) < TRIAL_LAGS * plan.lag().toMillis();
    if (onTrial || current.peer == other) {
      return true;
    }
    boolean worthIt = current.isWorthWaitingFor(executed, now);
    current.judgeFrom(now);
    return worthIt;
  }

  /**
   * Whoever names another peer has waited for T_lag; what came on the way is no excuse for it. But
   * while there is work here, it is not the server that is waited for.
   */
  private boolean speaks(Reading current, long now) {
    long lag = plan.lag().toMillis();
    return now - current.movedMillis < (current.isIdle() ? lag * 3 / 4 : WORK_LAGS_MAX * lag);
  }

  /** Whether an archive is being read. */
  public boolean isReading() {
    lock.lock();
    try {
      return reading != null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether {@code frame} of {@code peer} is one that was asked for; it counts as come from now on.
   * Only then it is worth being {@link #take taken}.
   */
  public boolean admits(int peer, Bytes frame) {
    ArchiveData.Head head;
    try {
      head = ArchiveData.head(frame);
    } catch (MalformedException _) {
      return false;
    }
    lock.lock();
    try {
      Reading current = reading;
      if (current == null
          || current.peer != peer
          || current.stream != head.stream()
          || frame.length() > ArchiveData.BYTES_MAX
          || !current.admits(head.index())) {
        return false;
      }
      long now = plan.clock().monotonicMillis();
      current.admitted.add(head.index());
      if (head.index() == current.nextIndex) { // others can wait for ever
        current.movedMillis = now;
      }
      current.noteIdle(executed, now);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Checks a frame that was {@link #admits admitted} and passes on what is in order. */
  public void take(int peer, Bytes frame) {
    Optional<Frame> checked = checked(frame);
    lock.lock();
    try {
      Reading current = reading;
      if (current == null || current.peer != peer) {
        return; // left meanwhile
      }
      if (checked.isEmpty()) {
        leave(current, "a batch without a valid proof");
        return;
      }
      Frame sound = checked.get();
      if (sound.data().stream() != current.stream) {
        return;
      }
      if (!sound.isFull(frame.length())) {
        if (!sound.data().end()) {
          leave(current, "a frame that is neither full nor the end");
          return;
        }
        current.noteEnd();
      }
      current.arrived.put(sound.data().index(), sound);
      line(current);
    } finally {
      lock.unlock();
    }
  }

  /** Batch {@code sequence} is executed here, and the engine knows or will know before it. */
  public void onExecuted(long sequence) {
    lock.lock();
    try {
      executed = Math.max(executed, sequence);
      if (reading != null) {
        if (sequence < reading.nextSequence) { // it was brought: who waits is the server
          reading.movedMillis = plan.clock().monotonicMillis();
        }
        pass(reading);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The link to {@code peer} is gone, and with it what was under way. */
  public void onDisconnected(int peer) {
    lock.lock();
    try {
      if (reading != null && reading.peer == peer) {
        reading = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Moves frames whose turn it is to what is ready. */
  private void line(Reading current) {
    for (Frame next = current.arrived.get(current.nextIndex);
        next != null;
        next = current.arrived.get(current.nextIndex)) {
      if (next.data().first() != current.nextSequence) {
        leave(current, "batch %d next".formatted(next.data().first()));
        return;
      }
      current.arrived.remove(current.nextIndex);
      current.admitted.remove(current.nextIndex);
      current.nextIndex++;
      current.movedMillis = plan.clock().monotonicMillis();
      current.nextSequence += next.items().size();
      current.ready.addAll(next.items());
      current.left.add(new int[] {next.items().size()});
      current.over |= next.data().end() && current.nextSequence - 1 <= executed;
    }
    pass(current);
  }

  /** Passes on what the window has room for, and lets the server go on. */
  private void pass(Reading current) {
    int before = current.givenFrames;
    settleEmpty(current);
    while (!current.ready.isEmpty()
        && current.ready.getFirst().sequence() <= executed + plan.window()) {
      Item item = current.ready.removeFirst();
      item.results().forEach(listener::onResult);
      listener.onBatch(item.batch());
      current.left.getFirst()[0]--;
      settleEmpty(current);
    }
    if (current.over && current.ready.isEmpty()) {
      reading = null;
      long last = current.nextSequence - 1;
      listener.onFinished(current.peer, last, current.nextSequence - current.from);
      return;
    }
    current.noteIdle(executed, plan.clock().monotonicMillis());
    if (current.givenFrames > before) {
      ask(current);
    }
  }

  private static void settleEmpty(Reading current) {
    while (!current.left.isEmpty() && current.left.getFirst()[0] == 0) {
      current.left.removeFirst();
      current.givenFrames++;
    }
  }

  private void ask(Reading current) {
    ArchiveFetch fetch = new ArchiveFetch(current.stream, current.from, current.allowed());
    plan.link().send(current.peer, fetch.encode());
  }

  private void leave(Reading current, String reason) {
    reading = null;
    listener.onBadArchive(current.peer, reason);
  }

  /** The frame with every batch checked, or empty if anything in it is wrong. */
  private Optional<Frame> checked(Bytes frame) {
    try {
      ArchiveData data = ArchiveData.decode(frame);
      List<Item> items = new ArrayList<>();
      for (StoredBatch stored : data.batches()) {
        Batch body = Batch.decode(stored.body());
        Optional<Verified<CommittedBatch>> batch =
            plan.verifier()
                .verify(
                    new CommittedBatch(
                        stored.epoch(),
                        stored.view(),
                        data.first() + items.size(),
                        body,
                        stored.certificate()));
        if (batch.isEmpty()) {
          return Optional.empty();
        }
        items.add(new Item(batch.get(), stored.results()));
      }
      return Optional.of(new Frame(data, items));
    } catch (MalformedException _) {
      return Optional.empty();
    }
  }
}
