package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.CanonicalDigest;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.domain.proof.MerkleTree;
import io.dtvn.domain.proof.ResultLeaf;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Judgement;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Outcome;
import io.dtvn.domain.ticket.Principal;
import io.dtvn.domain.ticket.Refusal;
import io.dtvn.domain.ticket.RefusalCode;
import io.dtvn.domain.ticket.Transition;
import io.dtvn.domain.ticket.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** One batch on its way through the ledger. Used once, by one thread. */
final class BatchRun {

  private final ValidatorSet validators;
  private final Batch batch;
  private final LedgerHead before;
  private final long sequence;
  private final long blockTime;
  private final CanonicalDigest digest = new CanonicalDigest();
  private final Transition transition;
  private final StateTables tables;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Digest> leaves = new ArrayList<>();
  private final List<BundleId> executed = new ArrayList<>();

  BatchRun(Genesis genesis, Batch batch, LedgerState state) {
    this.validators = genesis.validators();
    this.batch = batch;
    this.before = state.head();
    this.sequence = before.sequence() + 1;
    this.blockTime = Math.max(before.blockTime(), batch.header().timestamp()); // null batch: 0
    this.transition = new Transition(genesis.policy(), digest);
    this.tables = StateTables.over(state, sequence, genesis);
  }

  Execution run() {
    tables.tickets().releaseEndedHolds(blockTime);
    for (int i = 0; i < batch.bundles().size(); i++) {
      execute(i, batch.bundles().get(i));
    }
    Digest resultsRoot = MerkleTree.rootOfHashes(leaves);
    LedgerHead head = new LedgerHead(before.epoch(), sequence, blockTime, chain(resultsRoot));
    LedgerChanges changes = new StateLeaves(digest).changes(head, tables);
    return new Execution(head, batch.digest(), outcomes, leaves, resultsRoot, executed, changes);
  }

  private void execute(int place, Bundle bundle) {
    Optional<IntFunction<Outcome>> common = commonOutcome(bundle);
    executed.add(bundle.id());
    for (int i = 0; i < bundle.operations().size(); i++) {
      Digest operationDigest = bundle.operationDigest(i, digest.sha256());
      Outcome outcome =
          common.isPresent()
              ? common.get().apply(i)
              : execute(bundle.operations().get(i), operationDigest, bundle.id().gateway());
      ResultLeaf leaf =
          new ResultLeaf(before.epoch(), sequence, blockTime, place, i, operationDigest, outcome);
      outcomes.add(outcome);
      leaves.add(leaf.hash(digest));
    }
  }

  /**
   * The bundle table: what becomes of all operations of {@code bundle} alike, by their place in it;
   * empty if each is to be executed. Records the bundle if it is new.
   */
  private Optional<IntFunction<Outcome>> commonOutcome(Bundle bundle) {
    long number = bundle.id().number();
    if (validators.indexOf(bundle.id().gateway()).isEmpty()) {
      return refusal(RefusalCode.NOT_AUTHORISED);
    }
    BundleWindow window = tables.bundles().of(bundle.id().gateway());
    if (window.forgot(number)) {
      return refusal(RefusalCode.REJECTED_OLD);
    }
    Optional<BundleWindow.Entry> known = window.find(number);
    if (known.isPresent()) {
      BundleWindow.Entry first = known.get();
      return first.digest().equals(bundle.digest())
          ? Optional.of(i -> new Outcome.Repeated(first.sequence(), first.index() + i))
          : refusal(RefusalCode.BUNDLE_REUSED);
    }
    tables.bundles().record(bundle, sequence, outcomes.size());
    boolean expired = bundle.notAfter() != 0 && bundle.notAfter() < blockTime;
    return expired ? refusal(RefusalCode.EXPIRED) : Optional.empty();
  }

  private static Optional<IntFunction<Outcome>> refusal(RefusalCode code) {
    Outcome refused = new Outcome.Refused(Refusal.unseen(code));
    return Optional.of(_ -> refused);
  }

  /** The operation table: executes {@code operation} unless its id is known. */
  private Outcome execute(Operation operation, Digest operationDigest, PublicKey gateway) {
    Principal principal = Principal.of(operation, gateway);
    OperationKey key = new OperationKey(principal, operation.opId());
    Optional<OperationRecord> known = tables.operations().find(key);
    if (known.isPresent()) {
      OperationRecord first = known.get();
      return first.operationDigest().equals(operationDigest)
          ? new Outcome.Repeated(first.sequence(), first.index())
          : new Outcome.Refused(Refusal.unseen(RefusalCode.ID_REUSED));
    }
    int index = outcomes.size();
    tables.operations().remember(key, new OperationRecord(operationDigest, sequence, index));
    Turn turn = new Turn(sequence, index, blockTime, principal, nodeOf(gateway));
    Judgement judgement =
        transition.judge(operation, tables.tickets().find(operation.ticketId()), turn);
    judgement.change().ifPresent(change -> write(change, operation, principal));
    return judgement.outcome();
  }

  private void write(Judgement.Change change, Operation operation, Principal principal) {
    tables.tickets().change(change);
    if (operation.action() instanceof Action.Annul) {
      tables.annulments().count(Annuller.of(operation, principal));
    }
  }

  private ValidatorId nodeOf(PublicKey gateway) {
    return validators.at(validators.indexOf(gateway).orElseThrow()).id();
  }

  private Digest chain(Digest resultsRoot) {
    digest.begin().digest(before.chain()).u64(sequence).digest(batch.digest()).digest(resultsRoot);
    return digest.end();
  }
}
