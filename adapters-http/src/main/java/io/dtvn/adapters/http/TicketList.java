package io.dtvn.adapters.http;

import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.in.QueryTickets.Page;
import io.micronaut.http.HttpParameters;
import java.util.Base64;
import java.util.Optional;

/**
 * Which tickets a caller wants listed.
 *
 * @param after only ids behind this one
 * @param limit at most so many
 * @param limited whether the caller named the limit
 * @param state only tickets in this state
 */
record TicketList(
    Optional<TicketId> after, int limit, boolean limited, Optional<TicketState> state) {

  /** Reads {@code limit}, {@code cursor} and {@code state}. */
  static TicketList of(HttpParameters query) {
    Optional<Integer> limit = query.getFirst("limit").map(TicketList::limit);
    return new TicketList(
        query.getFirst("cursor").map(TicketList::cursor),
        limit.orElse(Page.LIMIT_MAX),
        limit.isPresent(),
        query.getFirst("state").map(word -> Fields.constant("state", word, TicketState.class)));
  }

  /** At most {@code count} tickets behind {@code last}, or from the beginning of this list. */
  Page page(Optional<TicketId> last, int count) {
    return new Page(last.or(this::after), count, state);
  }

  /** The value of {@code Link} that leads on behind {@code last}. */
  String linkBehind(TicketId last) {
    StringBuilder uri = new StringBuilder("/api/v1/tickets?");
    if (limited) {
      uri.append("limit=").append(limit).append('&');
    }
    String cursor =
        Base64.getUrlEncoder().withoutPadding().encodeToString(Utf8.encode(last.value()));
    uri.append("cursor=").append(cursor);
    state.ifPresent(word -> uri.append("&state=").append(word));
    return "<%s>; rel=\"next\"".formatted(uri);
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= Page.LIMIT_MAX) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // the same answer as for a number out of range
    }
    throw FailedCall.malformed("limit: want 1 to %d".formatted(Page.LIMIT_MAX));
  }

  private static TicketId cursor(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return new TicketId(Utf8.decode(bytes, 0, bytes.length));
    } catch (MalformedException e) {
      throw FailedCall.malformed("cursor: want one from a header Link");
    } catch (IllegalArgumentException e) {
      throw FailedCall.malformed("cursor: want one from a header Link");
    }
  }
}
