package io.dtvn.ports.out;

import java.util.List;

/**
 * A file of another program, read only. Keys and values are as that program wrote them, also beyond
 * the limits of a {@link KeyValueStore}. Thread-safe. Methods throw {@link StorageException} when
 * the medium fails and {@link IllegalStateException} after {@link #close}.
 */
public interface ForeignStore extends AutoCloseable {

  /** The names of its buckets in their order. */
  List<String> buckets();

  /**
   * All entries of a bucket in ascending order of their keys.
   *
   * @throws IllegalArgumentException if there is no such bucket
   */
  Scan scan(String bucket);

  /** Releases everything. Closing twice is harmless. */
  @Override
  void close();
}
