package io.dtvn.benchmarks.storage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.KeyValueStore.Durability;
import io.dtvn.ports.out.Progress;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.WriteBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * One back end through all phases: filled with tickets, compacted, then written by the journal
 * alone, beside executed batches and by several writers, then read as a whole.
 */
final class StorageRun {

  private final Shape shape;
  private final OpenStore store;
  private final Bar bar;
  private final ObjectNode found = JsonMapper.builder().build().createObjectNode();

  StorageRun(Shape shape, OpenStore store, Bar bar) {
    this.shape = shape;
    this.store = store;
    this.bar = bar;
  }

  /**
   * How much, how long.
   *
   * @param tickets issued first
   * @param records in each commit of the journal
   * @param writers how many write at once, one measurement each
   * @param duration of each measurement
   * @param cuts of the journal at the end; 0: none
   */
  record Shape(long tickets, int records, List<Integer> writers, Duration duration, int cuts) {

    Shape {
      writers = List.copyOf(writers);
    }
  }

  /** Does all phases. */
  ObjectNode run() throws IOException, InterruptedException {
    fill();
    found.put("rss_after_fill_mib", mib(ProcessMemory.residentBytes().orElse(0)));
    found.put("disk_bytes_per_ticket_filled", perTicket());
    found.put("open_ms", store.reopenNanos() / 1e6);
    beside("journal_while_compacting", store.store()::compact);
    found.put("disk_bytes_per_ticket_compacted", perTicket());
    journalAlone();
    TicketLoad tickets = new TicketLoad(store.store(), found.get("tickets").asLong());
    beside("journal_while_executing", progress -> admit(tickets, forWhile(progress)));
    groups();
    scanAll();
    found.put("rss_mib", mib(ProcessMemory.residentBytes().orElse(0)));
    found.put("rss_max_mib", mib(ProcessMemory.residentBytesMax().orElse(0)));
    found.put("heap_committed_mib", mib(ProcessMemory.heapBytesCommitted()));
    found.put("heap_used_mib", mib(ProcessMemory.heapBytes()));
    if (shape.cuts > 0) {
      cuts();
    }
    bar.end();
    return found;
  }

  private void fill() {
    Progress progress = bar.phase("issuing %,d tickets".formatted(shape.tickets));
    TicketLoad load = new TicketLoad(store.store(), 0);
    long started = System.nanoTime();
    while (load.issued() < shape.tickets) {
      load.issue();
      progress.at(load.issued(), shape.tickets);
    }
    store.store().write(new WriteBatch(), Durability.SYNCED);
    found.put("tickets", load.issued());
    found.put("fill_tickets_per_second", load.issued() / secondsSince(started));
  }

  private void journalAlone() {
    Progress progress = bar.phase("journal alone");
    try (JournalLoad journal = new JournalLoad(store, shape.records)) {
      journal.run(forWhile(progress)).writeTo(found.putObject("journal_idle"));
    }
  }

  /** Work that ends by itself. */
  private interface Work {
    void run(Progress progress);
  }

  /** The journal beside {@code work}, for as long as that takes. */
  private void beside(String name, Work work) throws InterruptedException {
    Progress progress = bar.phase(name.replace('_', ' '));
    AtomicBoolean ended = new AtomicBoolean();
    long started = System.nanoTime();
    try (ExecutorService thread = Executors.newSingleThreadExecutor();
        JournalLoad journal = new JournalLoad(store, shape.records)) {
      Future<?> working =
          thread.submit(
              () -> {
                try {
                  work.run(progress);
                } finally {
                  ended.set(true);
                }
              });
      Latencies latencies = journal.run(() -> !ended.get());
      working.get();
      latencies.writeTo(found.putObject(name));
      found.put(name + "_seconds", secondsSince(started));
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + ": the other thread failed", e);
    }
  }

  private void admit(TicketLoad tickets, BooleanSupplier goesOn) {
    long started = System.nanoTime();
    long operations = 0;
    while (goesOn.getAsBoolean()) {
      tickets.admit();
      operations += TicketLoad.BATCH;
    }
    found.put("executed_operations_per_second", operations / secondsSince(started));
  }

  private void groups() throws InterruptedException {
    ObjectNode groups = found.putObject("synced_commits_by_writers");
    for (int writers : shape.writers) {
      bar.phase("%d writers".formatted(writers));
      new GroupLoad(store.store(), shape.records)
          .run(writers, shape.duration)
          .writeTo(groups.putObject(Integer.toString(writers)));
    }
  }

  /** As a backup reads. */
  private void scanAll() {
    bar.phase("reading all");
    long started = System.nanoTime();
    long entries = 0;
    long bytes = 0;
    for (Bucket bucket : OpenStore.BUCKETS) {
      try (Scan scan = store.store().scan(bucket, Bytes.EMPTY, Bytes.EMPTY)) {
        while (scan.hasNext()) {
          Scan.Entry entry = scan.next();
          entries++;
          bytes += entry.key().length() + entry.value().length();
        }
      }
    }
    double seconds = secondsSince(started);
    found.put("scan_entries", entries);
    found.put("scan_entries_per_second", entries / seconds);
    found.put("scan_mb_per_second", bytes / 1e6 / seconds);
  }

  private void cuts() throws IOException {
    long before = store.bytes();
    try (JournalLoad journal = new JournalLoad(store, shape.records)) {
      journal.cut(shape.cuts, bar.phase("%,d cuts of the journal".formatted(shape.cuts)));
    }
    found.put("cuts", shape.cuts);
    found.put("cuts_disk_growth_mib", mib(store.bytes() - before));
    found.put("cuts_open_ms", store.reopenNanos() / 1e6);
    long started = System.nanoTime();
    new JournalLoad(store, shape.records).close();
    found.put("cuts_journal_open_ms", secondsSince(started) * 1e3);
  }

  private BooleanSupplier forWhile(Progress progress) {
    long started = System.nanoTime();
    long nanos = shape.duration.toNanos();
    return () -> {
      long spent = System.nanoTime() - started;
      progress.at(Math.min(spent, nanos), nanos);
      return spent < nanos;
    };
  }

  private double perTicket() throws IOException {
    return (double) store.bytes() / found.get("tickets").asLong();
  }

  private static double secondsSince(long started) {
    return (System.nanoTime() - started) / 1e9;
  }

  private static long mib(long bytes) {
    return bytes >> 20;
  }
}
