package io.dtvn.ports.out;

/**
 * Named buckets of ordered entries, changed in atomic batches: everything a node keeps. Keys are 1
 * to {@value #KEY_BYTES_MAX} bytes, ordered as unsigned bytes; values are 0 to {@value
 * #VALUE_BYTES_MAX} bytes. Thread-safe: any number of readers, and writers that are serialised in
 * the order of their calls.
 *
 * <p>Durability: a batch written with {@link Durability#SYNCED} survives power loss once the call
 * returns, and so does every batch written before it. A batch written with {@link
 * Durability#BUFFERED} survives the death of the process, and power loss once a later synced one
 * returned. After a failed write nothing more is written: the store stays failed until it is opened
 * again, since a failed fsync must never be retried.
 *
 * <p>Every method throws {@link StorageException} when the medium fails, and {@link
 * IllegalStateException} after {@link #close}.
 */
public interface KeyValueStore extends Reads, AutoCloseable {

  /** The longest key. */
  int KEY_BYTES_MAX = 1024;

  /** The longest value: 16 MiB. */
  int VALUE_BYTES_MAX = 16 * 1024 * 1024;

  /** Whether a batch is on the medium when {@link #write} returns. */
  enum Durability {
    /** Survives power loss. */
    SYNCED,
    /** Survives the death of the process. */
    BUFFERED
  }

  /** Applies all of {@code batch} or none of it; readers see all of it or none of it. */
  void write(WriteBatch batch, Durability durability);

  /** A consistent view of all buckets at this moment; later writes do not change it. */
  Snapshot snapshot();

  /**
   * Reclaims the space of overwritten and deleted entries; blocks until done. Others go on reading
   * meanwhile; whether they go on writing is told by the back end.
   */
  void compact(Progress progress);

  /**
   * Reads everything from the medium and compares it with its checksums; blocks until done. Others
   * go on reading and writing meanwhile.
   *
   * @throws StorageDamagedException if something is damaged
   */
  void check(Progress progress);

  /** Numbers about the store; those the back end does not know are absent. */
  StorageStatistics statistics();

  /** Releases everything. Closing twice is harmless. */
  @Override
  void close();

  /** A consistent view; holds resources until closed. */
  interface Snapshot extends Reads, AutoCloseable {

    @Override
    void close();
  }
}
