package io.dtvn.ports.in;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Issues tickets: one, or many at once. */
public interface IssueTickets {

  /** The most data of one ticket, in bytes. */
  int DATA_BYTES_MAX = 4096;

  /**
   * Orders an ISSUE. Fails with an {@link io.dtvn.ports.out.OrderingException} when there is no
   * outcome.
   */
  CompletionStage<Answer> issue(Call call, NewTicket ticket);

  /**
   * Orders many ISSUEs, each an operation of its own: not atomic, safe to repeat. The stages stand
   * in the order of {@code tickets} and complete each for itself.
   */
  List<CompletionStage<Answer>> issueAll(List<Call> calls, List<NewTicket> tickets);

  /**
   * A ticket to be issued.
   *
   * @param id its name
   * @param data kept at this node only; ordered is a keyed hash of it
   * @param dataHash the issuer's own commitment, instead of one made from {@code data}
   * @param source how it came to be
   */
  record NewTicket(
      TicketId id, Optional<Bytes> data, Optional<Digest> dataHash, TicketSource source) {}
}
