package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.bbolt.Exchange.Request;
import io.dtvn.adapters.storage.files.Life;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageException;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;

/** A walk whose entries come page by page; what the last page holds costs no transaction. */
final class BboltScan implements Scan {

  /** Nothing comes after these entries. */
  private static final int FLAG_DONE = 2;

  /** Many scans want few entries. */
  private static final int FIRST_PAGE_BYTES = 8 << 10;

  private final Life life;
  private final Function<BboltException, StorageException> failure;
  private final Queue<Entry> page = new ArrayDeque<>();
  private final Runnable end = this::endThere;
  private long handle;
  private boolean hasMorePages;
  private boolean closed;

  /** To be made inside {@link Life#use}. */
  BboltScan(
      long reader, Range range, Life life, Function<BboltException, StorageException> failure) {
    this.life = life;
    this.failure = failure;
    Request request = new Request(Shim::dtvnScan, reader, range.bytes(), range::put);
    hasMorePages = true;
    fetch(request, FIRST_PAGE_BYTES);
    if (hasMorePages) {
      life.add(end);
    }
  }

  /** Keys from {@code from} on and below {@code to}; an empty {@code to}: the end. */
  record Range(String bucket, Bytes from, Bytes to, boolean backward) {

    int bytes() {
      return 1 + 3 * Integer.BYTES + 3 * bucket.length() + from.length() + to.length();
    }

    void put(Frame frame) {
      frame.put((byte) (backward ? 1 : 0)).put(bucket).put(from).put(to);
    }
  }

  @Override
  public boolean hasNext() {
    return life.use(this::isAtEntry);
  }

  @Override
  public Entry next() {
    return life.use(
        () -> {
          Entry next = isAtEntry() ? page.poll() : null;
          if (next == null) {
            throw new NoSuchElementException("scan: no more entries");
          }
          return next;
        });
  }

  @Override
  public void close() {
    closed = true;
    life.endEarly(end);
  }

  private boolean isAtEntry() {
    if (closed) {
      throw new IllegalStateException("scan: closed");
    }
    if (page.isEmpty() && hasMorePages) {
      fetch(Request.of(Shim::dtvnScanPage, handle), Exchange.USUAL_BYTES);
      if (!hasMorePages) {
        life.endEarly(end);
      }
    }
    return !page.isEmpty();
  }

  private void fetch(Request request, int room) {
    try {
      Exchange.ask(request, room, this::take);
    } catch (BboltException e) {
      throw failure.apply(e);
    }
  }

  private Queue<Entry> take(Frame frame) {
    if (handle == 0) {
      handle = frame.number();
    }
    hasMorePages = !frame.hasFlag(FLAG_DONE);
    while (frame.hasMore()) {
      int keyBytes = frame.takeInt();
      int valueBytes = frame.takeInt();
      page.add(new Entry(frame.take(keyBytes), frame.take(valueBytes)));
    }
    return page;
  }

  private void endThere() {
    try {
      Exchange.ask(Request.of(Shim::dtvnScanEnd, handle), _ -> page);
    } catch (BboltException e) {
      throw failure.apply(e);
    }
  }
}
