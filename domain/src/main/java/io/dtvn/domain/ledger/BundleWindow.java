package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The exactly-once table of one gateway: the bundles among its last {@value #SPAN} numbers that
 * were executed. Immutable.
 *
 * @param gateway the gateway's key
 * @param highest the highest number executed; 0 before the first
 * @param entries the executed bundles with numbers above {@code highest - 64}, sorted by number
 */
public record BundleWindow(PublicKey gateway, long highest, List<Entry> entries) {

  /** How many numbers back a bundle is still judged; older ones are refused as REJECTED_OLD. */
  public static final int SPAN = 64;

  /** Copies the entries. */
  public BundleWindow {
    entries = List.copyOf(entries);
  }

  /**
   * One executed bundle.
   *
   * @param number the gateway's number
   * @param sequence s of the batch it was executed in
   * @param index place of its first operation among all operations of that batch, from 0; so the
   *     outcome of its operation i stands at {@code index + i}
   * @param digest of the whole bundle
   */
  public record Entry(long number, long sequence, int index, Digest digest) {}

  /** The table of a gateway that has executed nothing. */
  public static BundleWindow empty(PublicKey gateway) {
    return new BundleWindow(gateway, 0, List.of());
  }

  /** Whether {@code number} lies so far back that nobody knows whether it was executed. */
  boolean forgot(long number) {
    return number <= highest - SPAN;
  }

  /** What was executed under {@code number}, or empty if nothing is known of it. */
  Optional<Entry> find(long number) {
    for (Entry entry : entries) {
      if (entry.number() == number) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** The table after one more bundle, without what is now too old. */
  BundleWindow with(Entry executed) {
    long top = Math.max(highest, executed.number());
    List<Entry> next = new ArrayList<>(entries.size() + 1);
    int place = 0;
    for (Entry entry : entries) {
      if (entry.number() > top - SPAN) {
        next.add(entry);
        place += entry.number() < executed.number() ? 1 : 0;
      }
    }
    next.add(place, executed);
    return new BundleWindow(gateway, top, next);
  }
}
