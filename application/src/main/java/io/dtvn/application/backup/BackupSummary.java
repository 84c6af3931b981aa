package io.dtvn.application.backup;

import io.dtvn.ports.out.Bucket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A whole backup file.
 *
 * @param manifest what it is of
 * @param entries how many entries of each bucket it has, in the file's order
 * @param bytes its length
 */
public record BackupSummary(
    BackupManifest manifest, SequencedMap<Bucket, Long> entries, long bytes) {

  /** Copies the numbers. */
  public BackupSummary {
    entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
  }

  static BackupSummary of(BackupManifest manifest, long[] counts, long bytes) {
    List<Long> list = new ArrayList<>();
    for (long count : counts) {
      list.add(count);
    }
    return of(manifest, list, bytes);
  }

  static BackupSummary of(BackupManifest manifest, List<Long> counts, long bytes) {
    SequencedMap<Bucket, Long> entries = new LinkedHashMap<>();
    for (int i = 0; i < counts.size(); i++) {
      entries.put(manifest.buckets().get(i), counts.get(i));
    }
    return new BackupSummary(manifest, entries, bytes);
  }

  /** The number of all entries. */
  public long entriesInAll() {
    long sum = 0;
    for (Map.Entry<Bucket, Long> of : entries.entrySet()) {
      sum += of.getValue();
    }
    return sum;
  }
}
