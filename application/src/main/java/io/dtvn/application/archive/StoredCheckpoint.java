package io.dtvn.application.archive;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.ports.out.KeyValueStore;

/**
 * A stable checkpoint.
 *
 * @param sequence h
 * @param stateRoot the agreed root
 * @param blockTime of batch h, in ms
 * @param certificate the engine's proof, in its own canonical form
 */
public record StoredCheckpoint(long sequence, Digest stateRoot, long blockTime, Bytes certificate) {

  static StoredCheckpoint decode(long sequence, Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    Digest stateRoot = in.digest();
    long blockTime = in.u64();
    Bytes certificate = in.bytes(KeyValueStore.VALUE_BYTES_MAX);
    in.end();
    return new StoredCheckpoint(sequence, stateRoot, blockTime, certificate);
  }

  Bytes encode() {
    return new CanonicalWriter(64 + certificate.length())
        .digest(stateRoot)
        .u64(blockTime)
        .bytes(certificate)
        .bytes();
  }
}
