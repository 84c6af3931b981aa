package io.dtvn.application.gateway;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.domain.ticket.TicketId;
import java.util.ArrayList;
import java.util.List;

/** The sample tickets of a development network: {@code TICKET-001} to {@code TICKET-500}. */
final class SampleTickets {

  static final int COUNT = 500;

  private static final int ROWS = 25;
  private static final int SEATS_IN_A_ROW = 20;

  private SampleTickets() {}

  record Sample(TicketId id, Bytes data) {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>(COUNT);
    for (int number = 1; number <= COUNT; number++) {
      all.add(sample(number));
    }
    return all;
  }

  /** No buyer and no name: only what stands printed on a ticket. */
  private static Sample sample(int number) {
    int row = (number - 1) / SEATS_IN_A_ROW % ROWS;
    int seat = (number - 1) % SEATS_IN_A_ROW + 1;
    String json =
        "{\"event\":\"Sample Event\",\"section\":\"" // concatenated: formats follow the locale
            + (char) ('A' + row)
            + "\",\"seat\":"
            + seat
            + "}";
    String digits = Integer.toString(number);
    return new Sample(
        new TicketId("TICKET-" + "0".repeat(3 - digits.length()) + digits),
        Bytes.owning(Utf8.encode(json)));
  }
}
