package io.dtvn.application.journal;

import io.dtvn.domain.codec.Digest;

/**
 * What is remembered of a stored record.
 *
 * @param lsn its number
 * @param hash what the next record names
 * @param sequence the slot it concerns; 0: none
 */
record Tag(long lsn, Digest hash, long sequence) {

  /** What the very first record follows. */
  static final Tag BEGINNING = new Tag(0, Digest.ZERO, 0);
}
