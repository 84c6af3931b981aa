package io.dtvn.application.backup;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.ports.out.Bucket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a backup is of.
 *
 * @param origin whose store
 * @param takenMillis when the snapshot was taken, in ms
 * @param lastExecuted s of the newest executed batch in it; 0: none
 * @param checkpoint s of the newest checkpoint in it; 0: none but the genesis
 * @param stateRoot the root of the state there
 * @param buckets in the order in which they stand in the file
 */
public record BackupManifest(
    Origin origin,
    long takenMillis,
    long lastExecuted,
    long checkpoint,
    Digest stateRoot,
    List<Bucket> buckets) {

  static final int BUCKETS_MAX = 64;

  private static final int TEXT_BYTES_MAX = 1024;

  /** Copies the buckets. */
  public BackupManifest {
    buckets = List.copyOf(buckets);
    if (buckets.isEmpty() || buckets.size() > BUCKETS_MAX) {
      throw new IllegalArgumentException(
          "buckets: want 1 to %d, found %d".formatted(BUCKETS_MAX, buckets.size()));
    }
  }

  /** When the snapshot was taken, to the second. */
  public Instant taken() {
    return Instant.ofEpochMilli(takenMillis).truncatedTo(ChronoUnit.SECONDS);
  }

  Bytes encode() {
    CanonicalWriter out =
        new CanonicalWriter()
            .text(origin.validator().value())
            .text(origin.network())
            .digest(origin.genesisHash())
            .text(origin.storageType())
            .u64(takenMillis)
            .u64(lastExecuted)
            .u64(checkpoint)
            .digest(stateRoot)
            .u32(buckets.size());
    buckets.forEach(bucket -> out.text(bucket.name()));
    return out.bytes();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static BackupManifest decode(Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    Origin origin =
        new Origin(
            new ValidatorId(in.text(TEXT_BYTES_MAX)),
            in.text(TEXT_BYTES_MAX),
            in.digest(),
            in.text(TEXT_BYTES_MAX));
    long takenMillis = in.u64();
    long lastExecuted = in.u64();
    long checkpoint = in.u64();
    Digest stateRoot = in.digest();
    int count = in.count(BUCKETS_MAX, Short.BYTES);
    List<Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      buckets.add(new Bucket(in.text(TEXT_BYTES_MAX)));
    }
    in.end();
    return new BackupManifest(origin, takenMillis, lastExecuted, checkpoint, stateRoot, buckets);
  }
}
