package io.dtvn.ports.out;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import java.util.List;

/**
 * What a node knows of the order.
 *
 * @param standing whether this node may vote
 * @param epoch e
 * @param view v
 * @param primary the validator whose turn it is
 * @param lastExecuted s of the newest executed batch
 * @param stableCheckpoint h
 * @param stateRoot root of the newest checkpoint's state
 * @param stateRootAt s of that checkpoint; 0: the genesis state
 * @param connectedValidators members that are connected, this node included
 * @param pending requests that wait to be ordered
 * @param checks what is needed for readiness, each with what is wrong; empty text: fine
 */
public record OrderingStatus(
    Standing standing,
    long epoch,
    long view,
    ValidatorId primary,
    long lastExecuted,
    long stableCheckpoint,
    Digest stateRoot,
    long stateRootAt,
    int connectedValidators,
    int pending,
    List<Check> checks) {

  /** Whether a validator may vote in this epoch. */
  public enum Standing {
    /** Asks its peers what it may have forgotten; does not vote yet. */
    ASKING,
    /** Votes. */
    VOTER,
    /** May not vote in this epoch: its journal is not known to be whole. */
    LEARNER
  }

  /** One condition of readiness. */
  public record Check(String name, String objection) {

    /** Whether the condition holds. */
    public boolean passed() {
      return objection.isEmpty();
    }
  }

  /** Copies the checks. */
  public OrderingStatus {
    checks = List.copyOf(checks);
  }

  /** Whether every condition holds. */
  public boolean isReady() {
    return checks.stream().allMatch(Check::passed);
  }
}
