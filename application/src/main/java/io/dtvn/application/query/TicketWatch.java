package io.dtvn.application.query;

import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import io.dtvn.ports.in.WatchTickets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells watchers what executed batches changed, in order, from a thread of its own: a watcher that
 * blocks delays other watchers but never the executor. A bounded number of batches waits; beyond
 * that batches are left out, counted and logged. Thread-safe.
 *
 * <p>The sample tickets that another node seeds are told as one {@link TicketChange.Seeded} per
 * batch; those of this node by {@link #seeded}, once for all.
 */
public final class TicketWatch implements WatchTickets, Consumer<Execution>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TicketWatch.class);
  private static final int WAITING_MAX = 1_024;

  private final ValidatorId self;
  private final List<Consumer<TicketChange>> watchers = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final AtomicLong leftOut = new AtomicLong();
  private final Thread thread;

  private TicketWatch(ValidatorId self) {
    this.self = self;
    this.thread = Thread.ofPlatform().name("ticket-watch").daemon().unstarted(this::run);
  }

  /** Starts to tell watchers of the node {@code self}. */
  public static TicketWatch start(ValidatorId self) {
    TicketWatch watch = new TicketWatch(self);
    watch.thread.start();
    return watch;
  }

  @Override
  public Subscription subscribe(Consumer<TicketChange> watcher) {
    Consumer<TicketChange> own = change -> watcher.accept(change); // one may subscribe twice
    watchers.add(own);
    return () -> watchers.remove(own);
  }

  /** A batch was executed. Never blocks. */
  @Override
  public void accept(Execution execution) {
    if (!watchers.isEmpty() && !execution.changes().history().isEmpty()) {
      tell(() -> changes(execution).forEach(this::tellAll));
    }
  }

  /** This node has seeded {@code count} sample tickets. Never blocks. */
  public void seeded(int count, long blockTime) {
    tell(() -> tellAll(new TicketChange.Seeded(count, blockTime)));
  }

  /** How many batches were left out because watchers were too slow. */
  public long leftOut() {
    return leftOut.get();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void tell(Runnable news) {
    if (!waiting.offer(news)) {
      long count = leftOut.incrementAndGet();
      if (Long.bitCount(count) == 1) { // the 1st, 2nd, 4th, 8th, … so that the log stays short
        LOG.warn("left_out={} watchers of tickets are too slow", count);
      }
    }
  }

  private void run() {
    try {
      while (!Thread.interrupted()) {
        waiting.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellAll(TicketChange change) {
    List<Consumer<TicketChange>> failed = new ArrayList<>();
    for (Consumer<TicketChange> watcher : watchers) {
      try {
        watcher.accept(change);
      } catch (RuntimeException e) {
        failed.add(watcher);
        LOG.warn("a watcher of tickets failed and is told no more", e);
      }
    }
    watchers.removeAll(failed);
  }

  private List<TicketChange> changes(Execution execution) {
    Set<TicketId> samples = samples(execution.changes().tickets());
    List<TicketChange> changes = new ArrayList<>();
    int seeded = 0;
    for (HistoryEntry entry : execution.changes().history()) {
      boolean sample = entry.type() == ActionType.ISSUE && samples.contains(entry.ticketId());
      if (!sample) {
        changes.add(new TicketChange.Changed(entry.ticketId(), entry.type(), entry.blockTime()));
      } else if (!entry.node().equals(self)) {
        seeded++;
      }
    }
    if (seeded > 0) {
      changes.addFirst(new TicketChange.Seeded(seeded, execution.head().blockTime()));
    }
    return changes;
  }

  private static Set<TicketId> samples(List<Ticket> tickets) {
    Set<TicketId> samples = new HashSet<>();
    for (Ticket ticket : tickets) {
      if (ticket.source() == TicketSource.SEED) {
        samples.add(ticket.id());
      }
    }
    return samples;
  }
}
