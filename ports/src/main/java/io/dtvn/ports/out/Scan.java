package io.dtvn.ports.out;

import io.dtvn.domain.codec.Bytes;
import java.util.Iterator;

/** A walk over entries. Not thread-safe; holds resources until closed. */
public interface Scan extends Iterator<Scan.Entry>, AutoCloseable {

  @Override
  void close();

  /** One entry. */
  record Entry(Bytes key, Bytes value) {}
}
