package io.dtvn.consensus.pbft.cluster;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ledger.LedgerHead;
import io.dtvn.domain.ledger.OperationKey;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.OperationCodec;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.Principal;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.spi.CommittedBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one history that all correct members execute: agreement, order, validity, exactly-once, no
 * double admission, equal state.
 */
final class LedgerLog {

  private static final Set<RefusalCode> OF_THE_BUNDLE =
      Set.of(
          RefusalCode.BUNDLE_REUSED,
          RefusalCode.REJECTED_OLD,
          RefusalCode.NOT_AUTHORISED,
          RefusalCode.EXPIRED);

  private final Network network;
  private final List<Agreed> history = new ArrayList<>();
  private final Map<Long, Digest> roots = new HashMap<>();
  private final Set<Digest> submitted = new HashSet<>();
  private final Map<BundleId, Digest> effective = new HashMap<>();
  private final Map<OperationKey, Digest> effectiveOperations = new HashMap<>();
  private final Set<TicketId> admitted = new HashSet<>();

  private record Agreed(Digest batch, Digest resultsRoot, LedgerHead head) {}

  LedgerLog(Network network) {
    this.network = network;
  }

  /** How many batches were executed by anybody. */
  long length() {
    return history.size();
  }

  void onSubmitted(Bundle bundle) {
    submitted.add(bundle.digest());
  }

  void onExecuted(int member, CommittedBatch batch, Execution execution, long wallMillisMax) {
    int place = (int) batch.sequence() - 1;
    Agreed own = new Agreed(batch.batch().digest(), execution.resultsRoot(), execution.head());
    if (place < history.size()) {
      if (!history.get(place).equals(own)) {
        throw new Violation(
            "agreement: validator %d executed %s at %d, others %s"
                .formatted(member, own, batch.sequence(), history.get(place)));
      }
      return;
    }
    checkNew(batch, execution, wallMillisMax);
    history.add(own);
  }

  /** Compares roots of equal checkpoints; returns whether this is the first. */
  boolean onCheckpoint(int member, long sequence, Digest root) {
    Digest first = roots.putIfAbsent(sequence, root);
    if (first != null && !first.equals(root)) {
      throw new Violation(
          "state: validator %d has root %s at %d, others %s"
              .formatted(member, root, sequence, first));
    }
    return first == null;
  }

  private void checkNew(CommittedBatch batch, Execution execution, long wallMillisMax) {
    if (batch.sequence() != history.size() + 1) {
      throw new Violation(
          "order: want batch %d, found %d".formatted(history.size() + 1, batch.sequence()));
    }
    long before = history.isEmpty() ? 0 : history.getLast().head().blockTime();
    long ahead = network.genesis().parameters().timestampAhead().toMillis();
    long blockTime = execution.head().blockTime();
    if (blockTime < before || blockTime > wallMillisMax + ahead) {
      throw new Violation(
          "block time: %d behind %d, clocks at most %d"
              .formatted(blockTime, before, wallMillisMax));
    }
    int operations = batch.batch().bundles().stream().mapToInt(b -> b.operations().size()).sum();
    if (operations != execution.outcomes().size()) {
      throw new Violation(
          "state: batch %d has %d operations, found %d outcomes"
              .formatted(batch.sequence(), operations, execution.outcomes().size()));
    }
    int index = 0;
    for (Bundle bundle : batch.batch().bundles()) {
      checkValid(bundle);
      int to = index + bundle.operations().size();
      checkOnce(bundle, execution.outcomes().subList(index, to));
      index = to;
    }
  }

  private void checkValid(Bundle bundle) {
    boolean signed =
        network
            .verifier()
            .verify(
                bundle.id().gateway(), bundle.signatureInput(network.hash()), bundle.signature());
    for (Operation operation : bundle.operations()) {
      if (operation.authorization().isPresent()) {
        var by = operation.authorization().get();
        signed &=
            network
                .verifier()
                .verify(
                    by.key(),
                    OperationCodec.signedBytes(operation, network.hash()),
                    by.signature());
      }
    }
    if (!signed || !submitted.contains(bundle.digest())) {
      throw new Violation("validity: nobody submitted %s".formatted(bundle));
    }
  }

  private void checkOnce(Bundle bundle, List<Outcome> outcomes) {
    boolean wholeRefused = false;
    for (int i = 0; i < outcomes.size(); i++) {
      Operation operation = bundle.operations().get(i);
      switch (outcomes.get(i)) {
        case Outcome.Refused(var refusal) when OF_THE_BUNDLE.contains(refusal.code()) ->
            wholeRefused = true;
        case Outcome.Refused(var refusal) when refusal.code() == RefusalCode.ID_REUSED -> {}
        case Outcome.Repeated _ -> {}
        case Outcome outcome -> {
          checkFirst(bundle, operation);
          checkAdmission(operation, outcome);
        }
      }
    }
    if (!wholeRefused) {
      effective.putIfAbsent(bundle.id(), bundle.digest());
    }
  }

  private void checkFirst(Bundle bundle, Operation operation) {
    OperationKey key =
        new OperationKey(Principal.of(operation, bundle.id().gateway()), operation.opId());
    if (effective.containsKey(bundle.id())
        || effectiveOperations.putIfAbsent(key, operation.digest()) != null) {
      throw new Violation("exactly once: %s of %s took effect twice".formatted(key, bundle));
    }
  }

  /** No operation of this workload takes an admission back. */
  private void checkAdmission(Operation operation, Outcome outcome) {
    boolean admits =
        operation.action() instanceof Action.Admit || operation.action() instanceof Action.Consume;
    if (admits && outcome instanceof Outcome.Applied && !admitted.add(operation.ticketId())) {
      throw new Violation("double admission of " + operation.ticketId());
    }
  }
}
