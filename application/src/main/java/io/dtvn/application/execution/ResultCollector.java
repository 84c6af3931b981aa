package io.dtvn.application.execution;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.proof.ResultStatement;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Collects RESULTs until f+1 equal ones, this validator's own included, certify a batch; certifies
 * in order. It looks at the batches right behind the last certified one and no further: whatever
 * comes for later ones is dropped, and asked for again once they are near.
 */
final class ResultCollector {

  private final ExecutionPlan plan;
  private final Digest genesisHash;
  private final LongFunction<Optional<ResultFrame>> ownStored;
  private final TreeMap<Long, ResultSlot> slots = new TreeMap<>();
  private final int span;
  private long certified;
  private long executed;

  /**
   * Starts behind the batch {@code certified}.
   *
   * @param executed the newest executed batch
   * @param ownStored this validator's own result of an executed batch
   */
  ResultCollector(
      ExecutionPlan plan,
      long certified,
      long executed,
      LongFunction<Optional<ResultFrame>> ownStored) {
    this.plan = plan;
    this.genesisHash = plan.genesis().hash();
    this.ownStored = ownStored;
    this.span = 2 * plan.window();
    this.certified = certified;
    this.executed = executed;
    for (long s = certified + 1; s <= Math.min(executed, certified + span); s++) {
      addStored(s);
    }
  }

  /** Signs this validator's own result. */
  ResultFrame sign(long epoch, long sequence, Digest resultsRoot) {
    ResultStatement statement = new ResultStatement(epoch, sequence, resultsRoot, plan.self());
    return new ResultFrame(statement, plan.signer().sign(statement.signatureInput(genesisHash)));
  }

  /** This validator has executed the next batch; the result is stored. */
  void onExecuted(ResultFrame own) {
    executed = own.sequence();
    if (executed <= certified + span) {
      slotAt(executed).own(own);
    }
  }

  /** A result came from the member with index {@code from}. */
  void onReceived(int from, ResultFrame result) {
    if (from == result.validator() && isNear(result)) {
      slotAt(result.sequence()).add(result);
    }
  }

  /** Somebody passed on a result of another member: it takes nobody's place. */
  void onShown(ResultFrame result) {
    if (isNear(result)) {
      slotAt(result.sequence()).addShown(result);
    }
  }

  /** Whether it is another member's and for one of the batches that are looked at. */
  private boolean isNear(ResultFrame result) {
    int of = result.validator();
    return of >= 0
        && of < plan.genesis().validators().size()
        && of != plan.self()
        && result.sequence() > certified
        && result.sequence() <= certified + span;
  }

  /** The results that certify the next batch, own first, or empty while there are too few. */
  Optional<List<ResultFrame>> next() {
    ResultSlot slot = slots.get(certified + 1);
    if (slot == null) {
      return Optional.empty();
    }
    Optional<List<ResultFrame>> results =
        slot.certified(plan.quorum().weakQuorum(), this::isSigned);
    if (results.isPresent()) {
      slots.remove(++certified);
      if (certified + span <= executed) {
        addStored(certified + span);
      }
    }
    return results;
  }

  /** How many batches have results here: never more than twice the window. */
  int size() {
    return slots.size();
  }

  private void addStored(long s) {
    ResultFrame own =
        ownStored
            .apply(s)
            .orElseThrow(
                () -> new IllegalStateException("results: want own of executed batch " + s));
    slotAt(s).own(own);
  }

  private ResultSlot slotAt(long s) {
    return slots.computeIfAbsent(s, _ -> new ResultSlot());
  }

  private boolean isSigned(ResultFrame result) {
    PublicKey key = plan.genesis().validators().at(result.validator()).key();
    return plan.verifier()
        .verify(key, result.statement().signatureInput(genesisHash), result.signature());
  }
}
