package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.Utf8;

/**
 * The name of a ticket, unique in the network: 1 to 256 bytes of UTF-8 without control characters
 * (U+0000–1F, U+007F–9F). Not normalised, case matters; the order is that of the UTF-8 bytes.
 */
public record TicketId(String value) implements Comparable<TicketId> {

  /** The largest id, in UTF-8 bytes. */
  public static final int MAX_BYTES = 256;

  /**
   * Checks the rule.
   *
   * @throws io.dtvn.domain.codec.MalformedException if {@code value} breaks it
   */
  public TicketId {
    TextRule.check("ticket_id", value, MAX_BYTES);
  }

  @Override
  public int compareTo(TicketId other) {
    return Utf8.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
