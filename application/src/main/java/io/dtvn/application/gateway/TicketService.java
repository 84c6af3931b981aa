package io.dtvn.application.gateway;

import io.dtvn.application.query.TicketWatch;
import io.dtvn.application.store.Buckets;
import io.dtvn.application.store.Keys;
import io.dtvn.application.store.TicketData;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Action.RevokeReason;
import io.dtvn.domain.ticket.Action.Verdict;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import io.dtvn.ports.in.AdmitTicket;
import io.dtvn.ports.in.AnnulAdmission;
import io.dtvn.ports.in.Annulment;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.in.Call;
import io.dtvn.ports.in.ConsumeTicket;
import io.dtvn.ports.in.DisputeTicket;
import io.dtvn.ports.in.IssueTickets;
import io.dtvn.ports.in.MaintainStorage;
import io.dtvn.ports.in.QueryNode;
import io.dtvn.ports.in.QueryTickets;
import io.dtvn.ports.in.ReadTicket;
import io.dtvn.ports.in.ReleaseTicket;
import io.dtvn.ports.in.ResolveDispute;
import io.dtvn.ports.in.RevokeTicket;
import io.dtvn.ports.in.SeedTickets;
import io.dtvn.ports.in.UseCases;
import io.dtvn.ports.in.ValidateTicket;
import io.dtvn.ports.out.KeyValueStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The use cases that change or read tickets in the total order: each call becomes an operation of
 * the {@link Gateway}. Thread-safe; nothing blocks beyond a read of the local store.
 */
public final class TicketService
    implements IssueTickets,
        ValidateTicket,
        ConsumeTicket,
        AdmitTicket,
        ReleaseTicket,
        AnnulAdmission,
        DisputeTicket,
        ResolveDispute,
        RevokeTicket,
        ReadTicket,
        SeedTickets {

  private static final String IMPLIED_ISSUE = "dtvn-implied-issue-v1";
  private static final String SEED = "dtvn-seed-v1";

  private final Gateway gateway;
  private final KeyValueStore store;
  private final TicketWatch watch;
  private final Settings settings;
  private final DataCommitment commitment;

  /**
   * How tickets are handled at this node.
   *
   * @param dataKey 32 bytes under which tickets' data is committed to
   * @param implicitIssue whether validating an unknown ticket issues it
   * @param development whether this is a development network, which may be seeded
   */
  public record Settings(Bytes dataKey, boolean implicitIssue, boolean development) {}

  /** Makes the use cases of {@code gateway}, whose node keeps tickets in {@code store}. */
  public TicketService(Gateway gateway, KeyValueStore store, TicketWatch watch, Settings settings) {
    this.gateway = gateway;
    this.store = store;
    this.watch = watch;
    this.settings = settings;
    this.commitment = new DataCommitment(settings.dataKey());
  }

  /**
   * All use cases of the node, with {@code tickets} and {@code node} for what is only read, and
   * {@code storage} for what needs no order.
   */
  public UseCases useCases(QueryTickets tickets, QueryNode node, MaintainStorage storage) {
    return new UseCases(
        this, this, this, this, this, this, this, this, this, this, this, tickets, node, watch,
        storage);
  }

  @Override
  public CompletionStage<Answer> issue(Call call, NewTicket ticket) {
    return issueAll(List.of(call), List.of(ticket)).getFirst();
  }

  @Override
  public List<CompletionStage<Answer>> issueAll(List<Call> calls, List<NewTicket> tickets) {
    if (calls.size() != tickets.size()) {
      throw new IllegalArgumentException(
          "issue: want one call for each ticket, found %d for %d"
              .formatted(calls.size(), tickets.size()));
    }
    List<Submission> submissions = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      submissions.add(issuing(calls.get(i), tickets.get(i)));
    }
    return gateway.submitAll(submissions);
  }

  @Override
  public CompletionStage<Answer> validate(Call call, TicketId ticket, Optional<Bytes> data) {
    Submission validate = submission(call, ticket, new Action.Validate());
    if (!settings.implicitIssue() || isKnown(ticket)) {
      return gateway.submit(validate);
    }
    // If somebody else issues it meanwhile, this ISSUE is refused and the VALIDATE stands as it is.
    Call implied =
        new Call(
            derived(IMPLIED_ISSUE, call.opId(), 0),
            Claim.NONE.by(call.claim().caller()),
            call.patience());
    NewTicket unknown = new NewTicket(ticket, data, Optional.empty(), TicketSource.IMPLICIT);
    return gateway.submitBehind(issuing(implied, unknown), validate);
  }

  @Override
  public CompletionStage<Answer> consume(Call call, TicketId ticket) {
    return order(call, ticket, new Action.Consume());
  }

  @Override
  public CompletionStage<Answer> admit(Call call, TicketId ticket) {
    return order(call, ticket, new Action.Admit());
  }

  @Override
  public CompletionStage<Answer> release(Call call, TicketId ticket) {
    return order(call, ticket, new Action.Release());
  }

  @Override
  public CompletionStage<Answer> annul(Call call, TicketId ticket, Annulment annulment) {
    return order(call, ticket, new Action.Annul(annulment.admission(), annulment.reason()));
  }

  @Override
  public CompletionStage<Answer> dispute(Call call, TicketId ticket) {
    return order(call, ticket, new Action.Dispute());
  }

  @Override
  public CompletionStage<Answer> resolve(Call call, TicketId ticket, Verdict verdict) {
    return order(call, ticket, new Action.Resolve(verdict));
  }

  @Override
  public CompletionStage<Answer> revoke(Call call, TicketId ticket, Optional<RevokeReason> reason) {
    return order(call, ticket, new Action.Revoke(reason));
  }

  @Override
  public CompletionStage<Answer> read(Call call, TicketId ticket) {
    return order(call, ticket, new Action.Read());
  }

  /**
   * {@inheritDoc}
   *
   * <p>All samples are ordered each time, since one that is there is no change: so the same key
   * gets the same number again.
   */
  @Override
  public CompletionStage<Integer> seed(Call call) {
    if (!settings.development()) {
      return CompletableFuture.failedStage(
          new NotDevelopmentException("seed: want a development network, found another"));
    }
    List<Submission> submissions = new ArrayList<>(SampleTickets.COUNT);
    for (SampleTickets.Sample sample : SampleTickets.all()) {
      OpId opId = derived(SEED, call.opId(), submissions.size());
      submissions.add(
          issuing(
              new Call(opId, call.claim(), call.patience()),
              new NewTicket(
                  sample.id(), Optional.of(sample.data()), Optional.empty(), TicketSource.SEED)));
    }
    List<CompletableFuture<Answer>> answers =
        gateway.submitAll(submissions).stream().map(CompletionStage::toCompletableFuture).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> seeded(answers.stream().map(CompletableFuture::join).toList()));
  }

  private int seeded(List<Answer> answers) {
    int created = 0;
    int now = 0;
    long blockTime = 0;
    for (Answer answer : answers) {
      if (answer.outcome() instanceof Outcome.Applied) {
        created++;
        now += answer.replayed() ? 0 : 1;
        blockTime = Math.max(blockTime, answer.blockTime());
      }
    }
    if (now > 0) {
      watch.seeded(now, blockTime);
    }
    return created;
  }

  private CompletionStage<Answer> order(Call call, TicketId ticket, Action action) {
    return gateway.submit(submission(call, ticket, action));
  }

  private static Submission submission(Call call, TicketId ticket, Action action) {
    return new Submission(
        Operation.unsigned(call.opId(), ticket, call.claim(), action), call.patience());
  }

  private Submission issuing(Call call, NewTicket ticket) {
    ticket.data().ifPresent(TicketService::checkSize);
    Optional<Digest> dataHash =
        ticket.dataHash().or(() -> ticket.data().map(data -> commitment.to(ticket.id(), data)));
    Optional<TicketData> data =
        ticket.data().map(content -> new TicketData(ticket.id(), dataHash.orElseThrow(), content));
    Action action = new Action.Issue(ticket.source(), dataHash);
    Operation operation = Operation.unsigned(call.opId(), ticket.id(), call.claim(), action);
    return new Submission(operation, call.patience(), data);
  }

  private static void checkSize(Bytes data) {
    if (data.length() > DATA_BYTES_MAX) {
      throw new MalformedException(
          "data: want at most %d bytes, found %d".formatted(DATA_BYTES_MAX, data.length()));
    }
  }

  private boolean isKnown(TicketId ticket) {
    return store.read(Buckets.TICKETS, Keys.ticket(ticket)).isPresent();
  }

  /** The id of operation {@code number} of a call: the same each time the call is repeated. */
  private static OpId derived(String purpose, OpId call, int number) {
    return new OpId(new CanonicalWriter().text(purpose).digest(call.value()).u32(number).sha256());
  }
}
