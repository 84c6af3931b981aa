package io.dtvn.domain.clock;

import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.membership.ValidatorId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts events by the validator that carried them (Mattern 1989). Immutable; entries are sorted by
 * validator id, never zero and never removed.
 */
public final class VectorClock {

  /** The clock of something that has not happened. */
  public static final VectorClock EMPTY = new VectorClock(new TreeMap<>());

  private static final int ENTRIES_MAX = 64;
  private static final int ENTRY_BYTES_MIN = 2 + 1 + Long.BYTES;

  private final SortedMap<ValidatorId, Long> counts;

  private VectorClock(SortedMap<ValidatorId, Long> counts) {
    this.counts = Collections.unmodifiableSortedMap(counts);
  }

  /** The counts, sorted by validator. */
  public SortedMap<ValidatorId, Long> counts() {
    return counts;
  }

  /** The clock after one more event at {@code validator}. */
  public VectorClock increment(ValidatorId validator) {
    TreeMap<ValidatorId, Long> next = new TreeMap<>(counts);
    next.merge(validator, 1L, Math::addExact);
    return new VectorClock(next);
  }

  /** How this clock stands to {@code other}. */
  public Causality relationTo(VectorClock other) {
    boolean less = other.exceedsSomewhere(this);
    boolean more = exceedsSomewhere(other);
    if (less && more) {
      return Causality.CONCURRENT;
    }
    if (less) {
      return Causality.BEFORE;
    }
    return more ? Causality.AFTER : Causality.EQUAL;
  }

  /** Writes the count of entries, then each id and number in order. */
  public void writeTo(CanonicalWriter out) {
    out.u32(counts.size());
    counts.forEach((validator, count) -> out.text(validator.value()).u64(count));
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws MalformedException if entries are unsorted, doubled, zero or more than 64
   */
  public static VectorClock read(CanonicalReader in) {
    int entries = in.count(ENTRIES_MAX, ENTRY_BYTES_MIN);
    TreeMap<ValidatorId, Long> counts = new TreeMap<>();
    for (int i = 0; i < entries; i++) {
      ValidatorId validator = new ValidatorId(in.text(64));
      long count = in.u64();
      boolean sorted = counts.isEmpty() || counts.lastKey().compareTo(validator) < 0;
      if (!sorted || count == 0) {
        throw new MalformedException("vector clock: want sorted validators with counts above 0");
      }
      counts.put(validator, count);
    }
    return new VectorClock(counts);
  }

  private boolean exceedsSomewhere(VectorClock other) {
    return counts.entrySet().stream()
        .anyMatch(e -> e.getValue() > other.counts.getOrDefault(e.getKey(), 0L));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VectorClock that && counts.equals(that.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
