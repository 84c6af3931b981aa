package io.dtvn.application.host;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.membership.ValidatorSet;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sentences that an operator reads, one method each. Error: someone must act. Warn: degraded,
 * will recover. Info: a change of state that a human follows. Never a ticket, a key or a payload.
 * Thread-safe.
 */
public final class OperatorLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.dtvn.operator");

  private final ValidatorSet members;
  private final int self;
  private final LinkNews links;

  /** Speaks for the member with index {@code self}. */
  public OperatorLog(ValidatorSet members, int self) {
    this.members = members;
    this.self = self;
    this.links = new LinkNews(members.size(), this::link);
  }

  private ValidatorId me() {
    return members.at(self).id();
  }

  /** The validator begins to run. */
  public void starts(long lastExecuted, int journalRecords) {
    LOG.info(
        "node={} validators={} quorum={} seq={} journal_records={} validator starts",
        me(),
        members.size(),
        members.quorum().quorum(),
        lastExecuted,
        journalRecords);
  }

  /** An empty folder was taken for a first start. */
  public void firstStart() {
    LOG.info("node={} the data folder was empty: first start, birth record written", me());
  }

  /** The key is no secret. */
  public void developmentKeys() {
    LOG.warn("node={} development keys: anybody can sign as this validator", me());
  }

  /** The journal ended in a record that was never acknowledged. */
  public void tornTailCut() {
    LOG.warn("node={} the journal's last record was torn and is cut; nothing depended on it", me());
  }

  /** The journal is not whole. */
  public void mayNotVote(String why) {
    LOG.error(
        "node={} learner: this validator may not vote in this epoch, since in its journal {}",
        me(),
        why);
  }

  /** What the journal holds beyond the stored ledger was executed. */
  public void recovered(long lastExecuted) {
    LOG.info("node={} seq={} everything in the journal is executed", me(), lastExecuted);
  }

  /** Another view began. */
  public void viewChanged(long view, int primary) {
    LOG.info("view={} primary={} new view", view, members.at(primary).id());
  }

  /** Whether this validator may vote has changed. */
  public void standingChanged(Object standing) {
    LOG.info("node={} standing={} standing changed", me(), standing);
  }

  /** A quorum signed one state. */
  public void checkpointStable(long sequence, Digest stateRoot) {
    LOG.info("seq={} state_root={} stable checkpoint", sequence, stateRoot.hex());
  }

  /** A member came. */
  public void connected(int peer) {
    links.changed(peer, true, System.nanoTime());
  }

  /** A member went. */
  public void disconnected(int peer) {
    links.changed(peer, false, System.nanoTime());
  }

  /** Tells how links stand whose changes were left out; called again and again. */
  void linksSettle() {
    links.settle(System.nanoTime());
  }

  private void link(int peer, boolean isUp, long leftOut) {
    String change = isUp ? "connected" : "disconnected";
    if (leftOut == 0) {
      LOG.info("from={} {}", members.at(peer).id(), change);
    } else {
      LOG.warn(
          "from={} left_out={} {}: its link comes and goes",
          members.at(peer).id(),
          leftOut,
          change);
    }
  }

  /** A member has sent too much that no correct one sends. */
  void shutOut(int peer, Duration howLong, long times) {
    LOG.warn(
        "from={} millis={} times={} shut out: it sends what no correct validator sends",
        members.at(peer).id(),
        howLong.toMillis(),
        times);
  }

  /** A member signed what no correct one signs. */
  public void misbehaviour(int member, String kind, Digest evidence) {
    LOG.error(
        "from={} kind={} evidence={} a validator is provably faulty",
        members.at(member).id(),
        kind,
        evidence.hex());
  }

  /** Two processes take turns with the key of a member. */
  public void twoProcesses(int member) {
    LOG.error(
        "from={} two processes run with the key of this validator: stop one of them",
        members.at(member).id());
  }

  /** What others executed long ago is read from one of them. */
  public void catchesUp(int peer, long from) {
    LOG.info("from={} seq={} catches up from the archive", members.at(peer).id(), from);
  }

  /** The archive that was read has nothing newer. */
  public void caughtUp(int peer, long last, long batches) {
    LOG.info("from={} seq={} batches={} caught up", members.at(peer).id(), last, batches);
  }

  /** An archive said what no correct one says. */
  public void badArchive(int peer, String reason) {
    LOG.warn("from={} found={} bad archive, tries another", members.at(peer).id(), reason);
  }

  /** The validator takes no new work. */
  public void stops() {
    LOG.info("node={} stops: takes no new work", me());
  }

  /** The validator is closed. */
  public void stopped(long lastExecuted) {
    LOG.info("node={} seq={} stopped", me(), lastExecuted);
  }

  /** The validator stopped by itself: going on might do harm. */
  public void failed(String reason, Throwable cause) {
    LOG.error("node={} the validator stops at once: {}", me(), reason, cause);
  }
}
