package io.dtvn.ports.out;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import java.util.List;
import java.util.Optional;

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
 * @param members what it knows of every validator, in the order of their ids, itself included
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
    List<Check> checks,
    List<Member> members) {

  /** Whether a validator may vote in this epoch. */
  public enum Standing {
    /** Asks its peers what it may have forgotten; does not vote yet. */
    ASKING,
    /** Votes. */
    VOTER,
    /** May not vote in this epoch: its journal is not known to be whole. */
    LEARNER
  }

  /**
   * One condition of readiness.
   *
   * @param name what is looked at
   * @param objection what is wrong; empty: the condition holds
   * @param remark what an operator must know although it holds; mostly empty
   */
  public record Check(String name, String objection, String remark) {

    /** A condition of which there is nothing more to say. */
    public Check(String name, String objection) {
      this(name, objection, "");
    }

    /** Whether the condition holds. */
    public boolean passed() {
      return objection.isEmpty();
    }
  }

  /**
   * One validator as this node knows it.
   *
   * @param id who
   * @param connected whether there is a link to it; true for this node itself
   * @param report what it said last; empty if nothing was heard since this node's start
   * @param alarm what somebody must look after, such as two processes with its key; empty: nothing
   */
  public record Member(ValidatorId id, boolean connected, Optional<Report> report, String alarm) {}

  /**
   * What a validator says of itself; it may lie.
   *
   * @param standing whether it may vote
   * @param view v
   * @param stableCheckpoint h
   * @param lastExecuted s of the newest batch that it has executed
   * @param ageMillis how long ago it said so; 0 for this node itself
   */
  public record Report(
      Standing standing, long view, long stableCheckpoint, long lastExecuted, long ageMillis) {}

  /** Copies checks and members. */
  public OrderingStatus {
    checks = List.copyOf(checks);
    members = List.copyOf(members);
  }

  /** Whether every condition holds. */
  public boolean isReady() {
    return checks.stream().allMatch(Check::passed);
  }
}
