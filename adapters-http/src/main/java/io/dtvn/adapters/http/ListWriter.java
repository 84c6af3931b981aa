package io.dtvn.adapters.http;

import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.in.QueryTickets;
import io.dtvn.ports.in.QueryTickets.TicketView;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes a list of tickets page by page, so that few of them are in memory as objects. */
final class ListWriter {

  private static final int PAGE = 256;
  private static final int COMPONENTS_MAX = 1024;

  private final QueryTickets tickets;
  private final AnswerSpace space;

  ListWriter(QueryTickets tickets, AnswerSpace space) {
    this.tickets = tickets;
    this.space = space;
  }

  /** A body, and the last ticket in it if more follow. */
  record Written(ByteBuf body, Optional<TicketId> moreBehind) {}

  /**
   * Writes the whole answer. The caller owns the body.
   *
   * @throws FailedCall with 429 if there is no room for it
   */
  Written write(String message, TicketList list) {
    CompositeByteBuf body = Unpooled.compositeBuffer(COMPONENTS_MAX);
    try {
      Optional<TicketId> last = Optional.empty();
      int written = 0;
      boolean mayBeMore = true;
      body.addComponent(true, space.hold(start(message)));
      while (mayBeMore && written < list.limit()) {
        int count = Math.min(PAGE, list.limit() - written);
        List<TicketView> page = tickets.tickets(list.page(last, count));
        if (!page.isEmpty()) {
          body.addComponent(true, space.hold(bytes(page, written > 0)));
          last = Optional.of(page.getLast().ticket().id());
        }
        written += page.size();
        mayBeMore = page.size() == count;
      }
      body.addComponent(true, space.hold("]}\n".getBytes(StandardCharsets.US_ASCII)));
      boolean more = mayBeMore && !tickets.tickets(list.page(last, 1)).isEmpty();
      return new Written(body, more ? last : Optional.empty());
    } catch (RuntimeException e) {
      body.release();
      throw e;
    }
  }

  /** The envelope up to and with the bracket that opens its data. */
  private static byte[] start(String message) {
    byte[] envelope = Json.bytes(Answers.envelope(message));
    String open = new String(envelope, 0, envelope.length - 1, StandardCharsets.UTF_8);
    return (open + ",\"data\":[").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(List<TicketView> page, boolean behindOthers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(page.size() * 256);
    boolean comma = behindOthers;
    for (TicketView view : page) {
      if (comma) {
        out.write(',');
      }
      comma = true;
      out.writeBytes(Json.bytes(TicketJson.of(view)));
    }
    return out.toByteArray();
  }
}
