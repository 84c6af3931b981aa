package io.dtvn.application.store;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.out.Reads;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many tickets are in each state. Immutable; every state is present. */
public final class TicketCounts {

  private final SortedMap<TicketState, Long> counts;

  private TicketCounts(Map<TicketState, Long> counts) {
    this.counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** What is stored; all zero in an empty store. */
  public static TicketCounts read(Reads store) {
    Map<TicketState, Long> counts = new EnumMap<>(TicketState.class);
    for (TicketState state : TicketState.values()) {
      counts.put(state, 0L);
    }
    store
        .read(Buckets.METADATA, Keys.TICKET_COUNTS)
        .ifPresent(
            bytes -> {
              CanonicalReader in = CanonicalReader.of(bytes);
              while (in.remaining() > 0) {
                counts.put(TicketState.of(in.u8()), in.u64());
              }
            });
    return new TicketCounts(counts);
  }

  /** The counts after adding {@code changes}, which may be negative. */
  public TicketCounts plus(Map<TicketState, Long> changes) {
    Map<TicketState, Long> next = new EnumMap<>(counts);
    changes.forEach((state, change) -> next.merge(state, change, Math::addExact));
    return new TicketCounts(next);
  }

  /** The counts by state. */
  public SortedMap<TicketState, Long> byState() {
    return counts;
  }

  /** What to store. */
  public Bytes encode() {
    CanonicalWriter out = new CanonicalWriter();
    counts.forEach((state, count) -> out.u8(state.code()).u64(count));
    return out.bytes();
  }
}
