package io.dtvn.adapters.storage.rocksdb;

import io.dtvn.adapters.storage.files.Life;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Scan;
import java.util.NoSuchElementException;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** A walk with a native iterator. */
final class RocksDbScan implements Scan {

  private final BoundedIterator iterator;
  private final boolean backward;
  private final Life life;
  private final Failures failures;
  private final Runnable end;
  private boolean closed;

  /** To be made inside {@link Life#use}. */
  RocksDbScan(BoundedIterator iterator, boolean backward, Life life, Failures failures) {
    this.iterator = iterator;
    this.backward = backward;
    this.life = life;
    this.failures = failures;
    this.end = iterator::free;
    life.add(end);
  }

  /** Keys from {@code from} on and below {@code to}; an empty {@code to}: the end. */
  record Range(Bytes from, Bytes to, boolean backward) {}

  @Override
  public boolean hasNext() {
    return used(this::isAtEntry);
  }

  @Override
  public Entry next() {
    return used(
        () -> {
          if (!isAtEntry()) {
            throw new NoSuchElementException("scan: no more entries");
          }
          RocksIterator rocks = iterator.rocks();
          Entry entry = new Entry(Bytes.owning(rocks.key()), Bytes.owning(rocks.value()));
          if (backward) {
            rocks.prev();
          } else {
            rocks.next();
          }
          return entry;
        });
  }

  @Override
  public void close() {
    closed = true;
    life.endEarly(end);
  }

  /** An iterator that stops for an error looks like one at its end, so the error is asked for. */
  private boolean isAtEntry() throws RocksDBException {
    if (iterator.rocks().isValid()) {
      return true;
    }
    iterator.rocks().status();
    return false;
  }

  private <T> T used(Life.Use<T, RocksDBException> use) {
    try {
      return life.use(
          () -> {
            if (closed) {
              throw new IllegalStateException("scan: closed");
            }
            return use.answer();
          });
    } catch (RocksDBException e) {
      throw failures.during("scan", e);
    }
  }
}
