package io.dtvn.ports.out;

import io.dtvn.domain.codec.Bytes;
import java.util.Optional;

/** Reading from a store or from a snapshot of it. */
public interface Reads {

  /** The value under {@code key}, or empty if there is none. */
  Optional<Bytes> read(Bucket bucket, Bytes key);

  /**
   * The entries with {@code from} &le; key &lt; {@code to} in ascending order. An empty {@code to}
   * means: to the end. The scan sees one consistent state and must be closed.
   */
  Scan scan(Bucket bucket, Bytes from, Bytes to);

  /** The same entries in descending order. */
  Scan scanBackward(Bucket bucket, Bytes from, Bytes to);
}
