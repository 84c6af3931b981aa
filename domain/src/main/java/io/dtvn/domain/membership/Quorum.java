package io.dtvn.domain.membership;

/**
 * The sizes that make n validators safe: f = floor((n-1)/3) faults are tolerated, any two quorums
 * of q = ceil((n+f+1)/2) share a correct validator, and a weak quorum of f+1 contains one. Only for
 * n = 3f+1 is q equal to 2f+1.
 *
 * @param validators n, 1 to {@value #MAX_VALIDATORS}
 */
public record Quorum(int validators) {

  /** The largest set of version 1: up to here a NEW-VIEW fits one frame. */
  public static final int MAX_VALIDATORS = 13;

  /** Checks the range of n. */
  public Quorum {
    if (validators < 1 || validators > MAX_VALIDATORS) {
      throw new IllegalArgumentException(
          "validators: want 1 to %d, found %d".formatted(MAX_VALIDATORS, validators));
    }
  }

  /** f, the number of Byzantine validators that do no harm. */
  public int faults() {
    return (validators - 1) / 3;
  }

  /** q: two quorums share a correct validator, and q correct ones exist. */
  public int quorum() {
    return Math.ceilDiv(validators + faults() + 1, 2);
  }

  /** f+1: contains a correct validator. */
  public int weakQuorum() {
    return faults() + 1;
  }
}
