package io.dtvn.ports.out;

import io.dtvn.domain.codec.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Changes that take effect together, in the order they were added: the last one to a key wins. Not
 * thread-safe; used once.
 */
public final class WriteBatch {

  private final List<Change> changes = new ArrayList<>();
  private long bytes;

  /** One change. */
  public sealed interface Change {

    /** Sets {@code key} to {@code value}. */
    record Put(Bucket bucket, Bytes key, Bytes value) implements Change {}

    /** Removes {@code key}; no error if it is absent. */
    record Delete(Bucket bucket, Bytes key) implements Change {}

    /** Removes every key from {@code from} on and below {@code to}. */
    record DeleteRange(Bucket bucket, Bytes from, Bytes to) implements Change {}
  }

  /** Sets {@code key} to {@code value}. */
  public WriteBatch put(Bucket bucket, Bytes key, Bytes value) {
    changes.add(new Change.Put(bucket, key, value));
    bytes += key.length() + value.length();
    return this;
  }

  /** Removes {@code key}; no error if it is absent. */
  public WriteBatch delete(Bucket bucket, Bytes key) {
    changes.add(new Change.Delete(bucket, key));
    bytes += key.length();
    return this;
  }

  /**
   * Removes every key from {@code from} on and below {@code to}. An empty {@code to} means: to the
   * end, as for scans.
   */
  public WriteBatch deleteRange(Bucket bucket, Bytes from, Bytes to) {
    changes.add(new Change.DeleteRange(bucket, from, to));
    bytes += from.length() + to.length();
    return this;
  }

  /** The changes in order. */
  public List<Change> changes() {
    return Collections.unmodifiableList(changes);
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Bytes of all keys and values. */
  public long bytes() {
    return bytes;
  }
}
