package io.dtvn.application.gateway;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.gateway.Arrival.Wanted;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.ledger.OperationKey;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.OperationCodec;
import io.dtvn.domain.ticket.Principal;
import io.dtvn.ports.in.Answer;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Ordering;
import io.dtvn.ports.out.OrderingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers callers' operations into bundles, signs each once, has it ordered and answers every
 * caller. Thread-safe; nothing blocks. What is outstanding is bounded in number and bytes, and
 * beyond that callers are told {@link OrderingException.Busy} at once.
 *
 * <p>Stages complete on the gateway's thread: what is chained to them must not block. They fail
 * with an {@link OrderingException} when there is no outcome, and with {@link
 * io.dtvn.ports.out.StorageException} when this node's store fails.
 */
public final class Gateway implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final GatewayPlan plan;
  private final Reserve reserve;
  private final Dispatcher dispatcher;

  /** Bounded by the reserve and by the bundles in flight. */
  private final BlockingQueue<Arrival> inbox = new LinkedBlockingQueue<>();

  private Optional<Thread> thread = Optional.empty();
  private volatile boolean closed;
  private volatile boolean ended;

  Gateway(GatewayPlan plan, Ordering ordering, KeyValueStore store, Archive archive) {
    this.plan = plan;
    this.reserve = new Reserve(plan.limits().operations(), plan.limits().bytes());
    this.dispatcher =
        new Dispatcher(
            plan, new Dispatcher.Surroundings(ordering, store, archive, reserve, inbox::add));
  }

  /**
   * Starts a gateway whose bundle numbers begin behind the highest that {@code store} says was
   * executed.
   */
  public static Gateway start(
      GatewayPlan plan, Ordering ordering, KeyValueStore store, Archive archive) {
    Gateway gateway = new Gateway(plan, ordering, store, archive);
    gateway.thread = Optional.of(Thread.ofPlatform().name("gateway").daemon().start(gateway::run));
    return gateway;
  }

  /** Has one operation ordered. An equal operation that is under way is joined. */
  public CompletionStage<Answer> submit(Submission submission) {
    return submitAll(List.of(submission)).getFirst();
  }

  /**
   * Has {@code main} ordered, and {@code before} right in front of it in the same bundle; nobody is
   * told what became of {@code before}. If {@code main} joins a wait, {@code before} is left out.
   */
  public CompletionStage<Answer> submitBehind(Submission before, Submission main) {
    Optional<PendingOperation> first = reserved(before);
    if (first.isEmpty()) {
      return CompletableFuture.failedStage(busy());
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Optional<Wanted> wanted = wanted(List.of(first.get()), main, answer);
    if (wanted.isEmpty()) {
      reserve.give(first.get().reservedBytes());
    } else {
      add(new Arrival.Submitted(List.of(wanted.get())));
    }
    return answer;
  }

  /**
   * Has many operations ordered, each for itself. The stages stand in the order of {@code
   * submissions}.
   */
  public List<CompletionStage<Answer>> submitAll(List<Submission> submissions) {
    List<CompletionStage<Answer>> answers = new ArrayList<>(submissions.size());
    List<Wanted> all = new ArrayList<>(submissions.size());
    for (Submission submission : submissions) {
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      wanted(List.of(), submission, answer).ifPresent(all::add);
      answers.add(answer);
    }
    if (!all.isEmpty()) {
      add(new Arrival.Submitted(all));
    }
    return answers;
  }

  /**
   * Takes no more, gives what is in flight a while to end, and tells all others that it was not
   * ordered. Twice is harmless.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    inbox.add(new Arrival.Closing());
    thread.ifPresent(
        running -> {
          try {
            running.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  Reserve reserve() {
    return reserve;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  /** Takes in everything that arrived and does what is due; how many ms there is nothing to do. */
  long turn() {
    long now = plan.clock().monotonicMillis();
    for (Arrival next = inbox.poll(); next != null; next = inbox.poll()) {
      dispatcher.on(next, now);
    }
    return dispatcher.turn(now);
  }

  private void run() {
    try {
      serve();
    } catch (RuntimeException | Error broken) { // callers must not wait for a thread that is gone
      closed = true;
      LOG.error("the gateway stops: restart the node", broken);
      throw broken;
    } finally {
      dispatcher.abandon();
      ended = true;
      refuseAll();
    }
  }

  private void serve() {
    try {
      while (!closed) {
        await(turn());
      }
      long end = plan.clock().monotonicMillis() + plan.limits().grace().toMillis();
      long millis = turn();
      while (!dispatcher.isIdle() && plan.clock().monotonicMillis() < end) {
        await(Math.min(millis, Math.max(1, end - plan.clock().monotonicMillis())));
        millis = turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    turn();
  }

  private void add(Arrival arrival) {
    inbox.add(arrival);
    if (ended) { // it may have come behind the last turn
      refuseAll();
    }
  }

  private void refuseAll() {
    for (Arrival next = inbox.poll(); next != null; next = inbox.poll()) {
      if (next instanceof Arrival.Submitted(List<Wanted> wanted)) {
        wanted.forEach(w -> w.waiter().answer().completeExceptionally(stopped()));
      }
    }
  }

  private void await(long millis) throws InterruptedException {
    Arrival next = inbox.poll(millis, TimeUnit.MILLISECONDS);
    if (next != null) {
      dispatcher.on(next, plan.clock().monotonicMillis());
    }
  }

  /** What is to be done for a caller, or empty if the caller was told already. */
  private Optional<Wanted> wanted(
      List<PendingOperation> before, Submission main, CompletableFuture<Answer> answer) {
    if (closed) {
      answer.completeExceptionally(stopped());
      return Optional.empty();
    }
    Optional<PendingOperation> operation;
    try {
      operation = reserved(main);
    } catch (MalformedException e) {
      answer.completeExceptionally(e);
      return Optional.empty();
    }
    if (operation.isEmpty()) {
      answer.completeExceptionally(busy());
      return Optional.empty();
    }
    long deadline = plan.clock().monotonicMillis() + main.patience().toMillis();
    return Optional.of(new Wanted(before, operation.get(), new Waiter(answer, deadline)));
  }

  /** The operation with its room in the reserve, or empty if there is none. */
  private Optional<PendingOperation> reserved(Submission submission) {
    Operation operation = submission.operation();
    int bytes = OperationCodec.encode(operation).length();
    if (bytes > Operation.MAX_BYTES) {
      throw new MalformedException(
          "operation: want at most %d bytes, found %d".formatted(Operation.MAX_BYTES, bytes));
    }
    PublicKey self = plan.signer().publicKey();
    OperationKey key = new OperationKey(Principal.of(operation, self), operation.opId());
    PendingOperation pending = new PendingOperation(operation, key, submission.data(), bytes);
    return reserve.take(pending.reservedBytes()) ? Optional.of(pending) : Optional.empty();
  }

  private static OrderingException stopped() {
    return new OrderingException.NotReady("gateway: the node stops; try another one");
  }

  private OrderingException busy() {
    return new OrderingException.Busy(
        "gateway: want less than %d operations outstanding; try again soon"
            .formatted(plan.limits().operations()));
  }
}
