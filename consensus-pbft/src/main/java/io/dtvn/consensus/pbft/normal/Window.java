package io.dtvn.consensus.pbft.normal;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The slots between the watermarks, {@code h < s <= H = h + L} ([CL99] §4.2). A vote further out
 * would fit no VIEW-CHANGE of its voter, so the next view would forget it.
 */
public final class Window {

  private final int length;
  private final TreeMap<Long, Slot> slots = new TreeMap<>();
  private long low;

  Window(int length) {
    this.length = length;
  }

  /** h. */
  public long low() {
    return low;
  }

  /** H. */
  public long high() {
    return low + length;
  }

  /** L. */
  public int length() {
    return length;
  }

  /** Whether {@code sequence} lies between the watermarks. */
  public boolean contains(long sequence) {
    return low < sequence && sequence <= high();
  }

  /** The slot at {@code sequence}, made if it is new. */
  public Slot slotAt(long sequence) {
    if (!contains(sequence)) {
      throw new IllegalStateException(
          "slot %d: want one in (%d, %d]".formatted(sequence, low, high()));
    }
    return slots.computeIfAbsent(sequence, Slot::new);
  }

  /** The slot at {@code sequence}; empty if nothing is known of it. */
  public Optional<Slot> find(long sequence) {
    return Optional.ofNullable(slots.get(sequence));
  }

  /** The slots of which something is known, ascending. */
  public Collection<Slot> slots() {
    return Collections.unmodifiableCollection(slots.values());
  }

  /** Whether something is known of a slot above {@code sequence}. */
  public boolean hasSlotAbove(long sequence) {
    return !slots.isEmpty() && slots.lastKey() > sequence;
  }

  /** Moves h up to {@code sequence} and forgets every slot at or below it. */
  public void moveTo(long sequence) {
    if (sequence < low) {
      throw new IllegalStateException("h: want at least %d, found %d".formatted(low, sequence));
    }
    low = sequence;
    slots.headMap(sequence, true).clear();
  }
}
