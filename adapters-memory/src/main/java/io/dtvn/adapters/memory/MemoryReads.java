package io.dtvn.adapters.memory;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.Reads;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.spi.StoreLimits;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reading from one version of all buckets, which the subclass names. */
abstract class MemoryReads implements Reads {

  /** The version to read from. */
  abstract Map<Bucket, Treap> version();

  /**
   * Asserts that this may still be read.
   *
   * @throws IllegalStateException if it was closed
   */
  abstract void checkOpen();

  abstract void countScan();

  @Override
  public final Optional<Bytes> read(Bucket bucket, Bytes key) {
    Treap treap = treap(bucket);
    StoreLimits.checkKey(key);
    return treap.find(key);
  }

  @Override
  public final Scan scan(Bucket bucket, Bytes from, Bytes to) {
    Treap treap = treap(bucket);
    countScan();
    return TreapScan.ascending(treap, new TreapScan.Range(from, to), this::checkOpen);
  }

  @Override
  public final Scan scanBackward(Bucket bucket, Bytes from, Bytes to) {
    Treap treap = treap(bucket);
    countScan();
    return TreapScan.descending(treap, new TreapScan.Range(from, to), this::checkOpen);
  }

  private Treap treap(Bucket bucket) {
    Map<Bucket, Treap> version = version();
    checkOpen(); // after taking the version: closing empties it
    StoreLimits.checkBucket(bucket, version.keySet());
    return Objects.requireNonNull(version.get(bucket));
  }
}
