package io.dtvn.adapters.memory;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Scan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A walk over one version of a bucket; the stack holds the entries whose turn is still to come. */
final class TreapScan implements Scan {

  private final Bytes from;
  private final Bytes to;
  private final boolean backward;
  private final Runnable openCheck;
  private final Deque<Treap.Node> ahead = new ArrayDeque<>();
  private boolean closed;

  private TreapScan(Range range, boolean backward, Runnable openCheck) {
    this.from = range.from();
    this.to = range.to();
    this.backward = backward;
    this.openCheck = openCheck;
  }

  /** Keys from {@code from} on and below {@code to}; an empty {@code to}: the end. */
  record Range(Bytes from, Bytes to) {}

  static TreapScan ascending(Treap treap, Range range, Runnable openCheck) {
    TreapScan scan = new TreapScan(range, false, openCheck);
    scan.descend(treap.root());
    return scan;
  }

  static TreapScan descending(Treap treap, Range range, Runnable openCheck) {
    TreapScan scan = new TreapScan(range, true, openCheck);
    scan.descend(treap.root());
    return scan;
  }

  @Override
  public boolean hasNext() {
    checkOpen();
    return !ahead.isEmpty();
  }

  @Override
  public Entry next() {
    checkOpen();
    if (ahead.isEmpty()) {
      throw new NoSuchElementException("scan: no more entries");
    }
    Treap.Node node = ahead.pop();
    descend(backward ? node.left() : node.right());
    return new Entry(node.key(), node.value());
  }

  @Override
  public void close() {
    closed = true;
    ahead.clear();
  }

  /** Pushes the way to the next entry in range, leaving out what is outside of it. */
  private void descend(Treap.@Nullable Node tree) {
    Treap.Node node = tree;
    while (node != null) {
      if (node.key().compareTo(from) < 0) {
        node = node.right();
      } else if (to.length() > 0 && node.key().compareTo(to) >= 0) {
        node = node.left();
      } else {
        ahead.push(node);
        node = backward ? node.right() : node.left();
      }
    }
  }

  private void checkOpen() {
    openCheck.run();
    if (closed) {
      throw new IllegalStateException("scan: closed");
    }
  }
}
