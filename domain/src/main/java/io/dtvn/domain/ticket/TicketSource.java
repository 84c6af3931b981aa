package io.dtvn.domain.ticket;

/** How a ticket came to be. The number of each source is part of the canonical form. */
public enum TicketSource {
  /** Issued by a call. */
  API(1),
  /** One of the sample tickets of a development network. */
  SEED(2),
  /** Issued by validating an unknown id on a development network. */
  IMPLICIT(3),
  /** Issued by a bulk import. */
  IMPORT(4);

  private final int code;

  TicketSource(int code) {
    this.code = code;
  }

  /** The number in the canonical form. */
  public int code() {
    return code;
  }

  /**
   * The source with this number.
   *
   * @throws io.dtvn.domain.codec.MalformedException if there is none
   */
  public static TicketSource of(int code) {
    return Codes.find("ticket source", values(), code, TicketSource::code);
  }
}
