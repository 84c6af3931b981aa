package io.dtvn.adapters.http;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.ledger.InMemoryLedger;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.HistoryEntry;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.in.Call;
import io.dtvn.ports.in.IssueTickets;
import io.dtvn.ports.in.QueryNode.LoggedOperation;
import io.dtvn.ports.in.QueryTickets;
import io.dtvn.ports.in.SeedTickets;
import io.dtvn.ports.in.UseCases;
import io.dtvn.ports.in.WatchTickets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A node of one validator, {@code node0}, in memory: each operation is a batch of its own, executed
 * by the real ledger. What it is told to do goes wrong. Thread-safe.
 */
final class FakeNode implements IssueTickets, QueryTickets, SeedTickets, WatchTickets {

  static final long START = 1_795_353_639_123L;

  private final FakeNetwork network;
  private final InMemoryLedger ledger;
  private final Map<List<Long>, Answer> firstAnswers = new HashMap<>();
  private final Map<TicketId, Bytes> data = new HashMap<>();
  private final List<LoggedOperation> log = new ArrayList<>();
  private final List<Consumer<TicketChange>> watchers = new CopyOnWriteArrayList<>();
  private final FakeFacts facts;
  private final FakeStorage storage = new FakeStorage();
  private long now = START;
  private int ordered;
  private UnaryOperator<CompletionStage<Answer>> course = answer -> answer;
  private boolean implicitIssue;

  FakeNode() {
    this(1);
  }

  FakeNode(int validators) {
    network = FakeNetwork.of(validators);
    ledger = network.ledger();
    facts = new FakeFacts(this, network.genesis());
  }

  UseCases useCases() {
    return new UseCases(
        this,
        (call, ticket, bytes) -> validate(call, ticket, bytes),
        (call, ticket) -> order(call, ticket, new Action.Consume()),
        (call, ticket) -> order(call, ticket, new Action.Admit()),
        (call, ticket) -> order(call, ticket, new Action.Release()),
        (call, ticket, annulment) ->
            order(call, ticket, new Action.Annul(annulment.admission(), annulment.reason())),
        (call, ticket) -> order(call, ticket, new Action.Dispute()),
        (call, ticket, verdict) -> order(call, ticket, new Action.Resolve(verdict)),
        (call, ticket, reason) -> order(call, ticket, new Action.Revoke(reason)),
        (call, ticket) -> order(call, ticket, new Action.Read()),
        this,
        this,
        facts,
        this,
        storage);
  }

  FakeFacts facts() {
    return facts;
  }

  FakeStorage storage() {
    return storage;
  }

  /** From now on an unknown ticket that is validated is issued. */
  void issueImplicitly() {
    implicitIssue = true;
  }

  /** From now on every answer goes through {@code course}, which may fail it or keep it. */
  synchronized void takeCourse(UnaryOperator<CompletionStage<Answer>> course) {
    this.course = course;
  }

  /** Moves the network's clock. */
  synchronized void pass(long millis) {
    now += millis;
  }

  /** How many operations were ordered so far. */
  synchronized int ordered() {
    return ordered;
  }

  synchronized InMemoryLedger ledger() {
    return ledger.copy();
  }

  synchronized List<LoggedOperation> log() {
    return List.copyOf(log.reversed());
  }

  @Override
  public CompletionStage<Answer> issue(Call call, NewTicket ticket) {
    return issueAll(List.of(call), List.of(ticket)).getFirst();
  }

  @Override
  public synchronized List<CompletionStage<Answer>> issueAll(
      List<Call> calls, List<NewTicket> tickets) {
    List<CompletionStage<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      NewTicket ticket = tickets.get(i);
      ticket.data().ifPresent(bytes -> data.putIfAbsent(ticket.id(), bytes));
      Optional<Digest> hash = ticket.dataHash().or(() -> ticket.data().map(Bytes::sha256));
      answers.add(order(calls.get(i), ticket.id(), new Action.Issue(ticket.source(), hash)));
    }
    return answers;
  }

  @Override
  public synchronized CompletionStage<Integer> seed(Call call) {
    if (!facts.identity().developmentKeys()) {
      return CompletableFuture.failedFuture(
          new NotDevelopmentException("sample data is for development networks"));
    }
    int created = 0;
    for (int i = 1; i <= 500; i++) {
      TicketId id = new TicketId("TICKET-%03d".formatted(i));
      OpId opId = OpId.ofKey(call.opId() + "/" + i);
      data.put(id, Bytes.copyOf(new byte[] {'{', '}'}));
      Action issue = new Action.Issue(TicketSource.SEED, Optional.empty());
      Outcome outcome = execute(Operation.unsigned(opId, id, call.claim(), issue)).outcome();
      created += outcome instanceof Outcome.Applied ? 1 : 0;
    }
    if (created > 0) {
      tell(new TicketChange.Seeded(created, now));
    }
    return CompletableFuture.completedFuture(created);
  }

  @Override
  public synchronized Optional<TicketView> ticket(TicketId id) {
    return ledger.ticket(id).map(this::view);
  }

  @Override
  public synchronized List<TicketView> tickets(Page page) {
    return ledger.tickets().values().stream()
        .filter(ticket -> page.after().isEmpty() || ticket.id().compareTo(page.after().get()) > 0)
        .filter(ticket -> page.state().isEmpty() || ticket.state() == page.state().get())
        .limit(page.limit())
        .map(this::view)
        .toList();
  }

  @Override
  public synchronized List<HistoryEntry> history(TicketId id) {
    return ledger.history(id);
  }

  @Override
  public Subscription subscribe(Consumer<TicketChange> watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  private synchronized CompletionStage<Answer> validate(
      Call call, TicketId ticket, Optional<Bytes> bytes) {
    if (implicitIssue && ledger.ticket(ticket).isEmpty()) {
      bytes.ifPresent(content -> data.put(ticket, content));
      Action issue = new Action.Issue(TicketSource.IMPLICIT, bytes.map(Bytes::sha256));
      OpId implied = OpId.ofKey(call.opId().toString());
      execute(Operation.unsigned(implied, ticket, call.claim(), issue));
    }
    return order(call, ticket, new Action.Validate());
  }

  private synchronized CompletionStage<Answer> order(Call call, TicketId ticket, Action action) {
    Operation operation = Operation.unsigned(call.opId(), ticket, call.claim(), action);
    return course.apply(CompletableFuture.completedFuture(operation).thenApply(this::execute));
  }

  private synchronized Answer execute(Operation operation) {
    ordered++;
    Bundle bundle = network.bundle(0, ordered, operation);
    Execution execution = ledger.execute(FakeNetwork.batch(now, bundle));
    long sequence = execution.head().sequence();
    Outcome outcome = execution.outcomes().getFirst();
    if (outcome instanceof Outcome.Repeated(long first, int index)) {
      Answer known = Objects.requireNonNull(firstAnswers.get(List.of(first, (long) index)));
      return new Answer(
          known.opId(), known.node(), known.sequence(), known.blockTime(), known.outcome(), true);
    }
    ValidatorId self = network.genesis().validators().at(0).id();
    Answer answer =
        new Answer(operation.opId(), self, sequence, execution.head().blockTime(), outcome, false);
    firstAnswers.put(List.of(sequence, 0L), answer);
    ActionType type = ActionType.of(operation.action());
    log.add(
        new LoggedOperation(
            sequence,
            0,
            operation.opId(),
            operation.ticketId(),
            type,
            execution.batchDigest(),
            execution.head().blockTime()));
    boolean sample =
        operation.action() instanceof Action.Issue(TicketSource source, var _)
            && source == TicketSource.SEED;
    if (outcome instanceof Outcome.Applied && !sample) {
      tell(new TicketChange.Changed(operation.ticketId(), type, execution.head().blockTime()));
    }
    return answer;
  }

  /** Tells every watcher of {@code change}, as if it had been committed. */
  void tell(TicketChange change) {
    watchers.forEach(watcher -> watcher.accept(change));
  }

  private TicketView view(Ticket ticket) {
    return new TicketView(ticket, Optional.ofNullable(data.get(ticket.id())));
  }
}
