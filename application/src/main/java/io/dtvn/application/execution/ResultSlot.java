package io.dtvn.application.execution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The RESULTs for one batch: this validator's own, and of every other member the first that it sent
 * itself and the first that somebody passed on. Those are verified only as far as they are needed.
 */
final class ResultSlot {

  private final Set<Integer> senders = new HashSet<>();
  private final Set<Integer> shown = new HashSet<>();
  private final Set<Integer> counted = new HashSet<>();
  private final List<ResultFrame> unverified = new ArrayList<>();
  private final List<ResultFrame> agreeing = new ArrayList<>();
  private int disagreeing;
  private Optional<ResultFrame> own = Optional.empty();

  void own(ResultFrame result) {
    own = Optional.of(result);
    agreeing.add(result);
  }

  /** Keeps {@code result} if it is the first of its sender. */
  void add(ResultFrame result) {
    if (senders.add(result.validator())) {
      unverified.add(result);
    }
  }

  /**
   * Keeps {@code result}, which another member passed on, if it is the first such of its member.
   */
  void addShown(ResultFrame result) {
    if (shown.add(result.validator())) {
      unverified.add(result);
    }
  }

  /**
   * The results that certify this batch, own first, or empty while there are too few.
   *
   * @param wanted f+1
   * @param isSigned whether a result's signature is its sender's
   * @throws IllegalStateException if f+1 others signed another root: one of them is correct, so
   *     this validator is not
   */
  Optional<List<ResultFrame>> certified(int wanted, Predicate<ResultFrame> isSigned) {
    if (own.isEmpty()) {
      return Optional.empty();
    }
    ResultFrame mine = own.get();
    while (agreeing.size() < wanted && !unverified.isEmpty()) {
      ResultFrame next = unverified.removeFirst();
      if (!counted.contains(next.validator())
          && next.statement().epoch() == mine.statement().epoch()
          && isSigned.test(next)) {
        count(next, mine);
      }
      if (disagreeing >= wanted) {
        throw new IllegalStateException(
            "results of batch %d: want those of the others, found another root here"
                .formatted(mine.sequence()));
      }
    }
    return agreeing.size() < wanted ? Optional.empty() : Optional.of(List.copyOf(agreeing));
  }

  private void count(ResultFrame result, ResultFrame mine) {
    counted.add(result.validator());
    if (result.statement().resultsRoot().equals(mine.statement().resultsRoot())) {
      agreeing.add(result);
    } else {
      disagreeing++;
    }
  }
}
