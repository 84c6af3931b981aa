package io.dtvn.application.host;

import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.out.Clock;
import io.dtvn.ports.out.OrderingStatus.Member;
import io.dtvn.ports.out.OrderingStatus.Report;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.spi.Effect.PeerReported;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What the other members said of themselves last, and what that means for this node. They may lie:
 * nothing is decided by it. Written by the loop, and by whoever shuts a member out; read by any
 * thread.
 */
final class Neighbours {

  /** How long two processes with one key are news after they were seen last. */
  private static final long ALARM_MILLIS = 60_000;

  /** How long it is news that a member was shut out, after it may have come back. */
  private static final long SHUT_OUT_MILLIS = 600_000;

  private final ValidatorSet members;
  private final int self;
  private final int window;
  private final Clock clock;
  private final AtomicReferenceArray<Seen> seen;
  private final AtomicReferenceArray<@Nullable ShutOut> shutOut;

  /** A report and when it came; when two instances were seen; -1: never. */
  private record Seen(Optional<PeerReported> report, long heardMillis, long doubledMillis) {

    static final Seen NOTHING = new Seen(Optional.empty(), -1, -1);
  }

  /** How often a member was shut out, and when it may come back. */
  private record ShutOut(long times, long backMillis) {}

  Neighbours(HostParts parts) {
    this.members = parts.members();
    this.self = parts.self();
    this.window = parts.window();
    this.clock = parts.clock();
    this.seen = new AtomicReferenceArray<>(members.size());
    this.shutOut = new AtomicReferenceArray<>(members.size());
    for (int i = 0; i < members.size(); i++) {
      seen.set(i, Seen.NOTHING);
    }
  }

  void reported(PeerReported report) {
    Seen before = seen.get(report.member());
    seen.set(
        report.member(),
        new Seen(Optional.of(report), clock.monotonicMillis(), before.doubledMillis));
  }

  /** Two processes take turns with the key of {@code member}. */
  void doubled(int member) {
    Seen before = seen.get(member);
    seen.set(member, new Seen(before.report, before.heardMillis, clock.monotonicMillis()));
  }

  /** {@code member} has sent too much that no correct one sends. */
  void shutOut(int member, Penalties.Sentence sentence) {
    long back = clock.monotonicMillis() + sentence.howLong().toMillis();
    shutOut.set(member, new ShutOut(sentence.times(), back));
  }

  /** All members, in the order of their indices. */
  List<Member> all(NavigableSet<Integer> connected, Optional<Report> own) {
    List<Member> known = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Seen of = seen.get(i);
      known.add(
          new Member(
              members.at(i).id(), connected.contains(i), i == self ? own : report(of), alarm(i)));
    }
    return known;
  }

  private Optional<Report> report(Seen of) {
    long age = clock.monotonicMillis() - of.heardMillis;
    return of.report.map(
        r -> new Report(r.standing(), r.view(), r.low(), r.lastExecuted(), Math.max(0, age)));
  }

  private String alarm(int member) {
    List<String> alarms = new ArrayList<>();
    long now = clock.monotonicMillis();
    Seen of = seen.get(member);
    if (of.doubledMillis >= 0 && now - of.doubledMillis < ALARM_MILLIS) {
      alarms.add("two processes run with its key: stop one of them");
    }
    ShutOut out = shutOut.get(member);
    if (out != null && now - out.backMillis < SHUT_OUT_MILLIS) {
      alarms.add(
          "sends what no correct validator sends: shut out %d times, %s"
              .formatted(
                  out.times,
                  now < out.backMillis
                      ? "now for %d ms more".formatted(out.backMillis - now)
                      : "let in again"));
    }
    return String.join("; ", alarms);
  }

  /** How far f+1 other members say that they are at least: one of them is correct. */
  long certainlyExecutedElsewhere() {
    int needed = members.quorum().weakQuorum();
    List<Long> executed = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      long there = seen.get(i).report.map(PeerReported::lastExecuted).orElse(0L);
      if (i != self) {
        executed.add(there);
      }
    }
    executed.sort(null);
    return executed.size() < needed ? 0 : executed.get(executed.size() - needed);
  }

  /** Whether this node, having executed up to {@code executed}, is too late to vote. */
  boolean isFarBehind(long executed) {
    return certainlyExecutedElsewhere() - executed > window;
  }

  /** What is wrong with the primary, this node or another; empty: nothing known. */
  String primaryObjection(int primary, NavigableSet<Integer> connected, Standing own) {
    Standing standing = primary == self ? own : standing(primary).orElse(Standing.VOTER);
    String name = members.at(primary).id().value();
    boolean learner = standing == Standing.LEARNER;
    if (learner) {
      return "the primary %s lost its journal and may not vote in this epoch, so nothing is ordered"
              .formatted(name)
          + "; this version cannot change the view";
    }
    return primary == self || connected.contains(primary)
        ? ""
        : "the primary %s is not connected, so nothing is ordered until it is back".formatted(name)
            + "; this version cannot change the view";
  }

  /** Whether too few of those who are connected may vote; empty: enough, as far as known. */
  String votersObjection(NavigableSet<Integer> connected, Standing own) {
    int needed = members.quorum().quorum();
    List<String> silent = new ArrayList<>();
    for (int member : connected) {
      Standing standing = member == self ? own : standing(member).orElse(Standing.VOTER);
      if (standing != Standing.VOTER) {
        silent.add(
            members.at(member).id().value()
                + (standing == Standing.LEARNER ? " is a learner" : " asks for its votes"));
      }
    }
    int voters = connected.size() - silent.size();
    return silent.isEmpty() || voters >= needed
        ? ""
        : "%d of the %d connected validators may vote (%s); want %d"
            .formatted(voters, connected.size(), String.join(", ", silent), needed);
  }

  private Optional<Standing> standing(int member) {
    return seen.get(member).report.map(PeerReported::standing);
  }
}
