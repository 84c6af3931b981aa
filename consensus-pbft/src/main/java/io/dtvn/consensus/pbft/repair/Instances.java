package io.dtvn.consensus.pbft.repair;

import java.util.ArrayList;
import java.util.List;

/**
 * Watches the instances that members' reports name. Each start has a new one; two that take turns
 * betray two processes with one key. Reports of an instance that has ended may come late, so only
 * every eighth return counts.
 */
final class Instances {

  private static final int RETURNS_MAX = 8;

  private final List<Seen> byMember = new ArrayList<>();

  /** The newest instance of a member, the one before it, and how often they changed places. */
  private record Seen(long newest, long before, int returns) {}

  Instances(int members) {
    for (int i = 0; i < members; i++) {
      byMember.add(new Seen(0, 0, 0));
    }
  }

  /** Whether with this report two instances of {@code member} have taken turns once too often. */
  boolean takeTurns(int member, long instance) {
    Seen seen = byMember.get(member);
    if (instance == seen.newest) {
      return false;
    }
    int returns = instance == seen.before ? seen.returns + 1 : 0;
    byMember.set(member, new Seen(instance, seen.newest, returns));
    return returns > 0 && returns % RETURNS_MAX == 0;
  }
}
