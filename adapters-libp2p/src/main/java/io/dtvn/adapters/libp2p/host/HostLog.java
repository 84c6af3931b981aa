package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.meters.Reason;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.membership.PeerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sentences about links, one method each. What strangers can cause at will is debug; what a
 * validator causes is said once, and then at most once in ten minutes. Lives on the event loop.
 */
final class HostLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.dtvn.network");
  private static final Duration PAUSE = Duration.ofMinutes(10);

  /** Sentences that are remembered; the one that was said first is forgotten first. */
  private static final int SENTENCES_MAX = 1024;

  /** When each sentence was last said; one entry for each kind, and validator or setting. */
  private final LinkedHashMap<String, Long> said = new LinkedHashMap<>();

  void listens(PublicKey self, List<String> addresses) {
    LOG.info("peer={} listening on {}", PeerId.of(self), String.join(", ", addresses));
  }

  void ownIdentity(Object remote) {
    if (isDue("own")) {
      LOG.error(
          "another process has this validator's key and speaks from {}: stop one of them, since"
              + " two that vote with one key count as a traitor",
          remote);
    }
  }

  /** The peer is a validator of ours by its key. */
  void otherGenesis(PublicKey peer, String theirs, Digest ours) {
    if (isDue("genesis " + peer)) {
      LOG.warn(
          "peer={} genesis={} ours={} refused: it belongs to another network",
          PeerId.of(peer),
          theirs,
          ours.hex());
    }
  }

  void violates(PublicKey peer, Reason reason, String what) {
    if (isDue(reason + " " + peer)) {
      LOG.warn("peer={} reason={} disconnected: {}", PeerId.of(peer), reason.text(), what);
    }
  }

  /** Of one validator once, since it may tell of ever new addresses. */
  void wrongIdentity(Target target, String found) {
    String wanted = target.wanted().map(key -> PeerId.of(key).text()).orElse("any");
    if (isDue("identity " + wanted)) {
      LOG.warn(
          "addr={} want peer {}, found {}: correct the address or its /p2p/ part",
          target.address(),
          wanted,
          found);
    }
  }

  void notAMember(Target target, PublicKey peer) {
    if (isDue("member " + target.address())) {
      LOG.warn(
          "addr={} peer={} is no validator of this network: take it out of the addresses",
          target.address(),
          PeerId.of(peer));
    }
  }

  /** The network goes on without what failed. */
  void fails(String when, Throwable why) {
    if (isDue("fails " + when)) {
      LOG.error("network: {} something failed that never should; please report it", when, why);
    }
  }

  void refused(Object remote, Reason reason, String why) {
    LOG.debug("addr={} reason={} refused: {}", remote, reason.text(), why);
  }

  void attemptEnds(Object remote, String why) {
    LOG.debug("addr={} no link: {}", remote, why);
  }

  void linkUp(PublicKey peer, Object remote) {
    LOG.debug("peer={} addr={} link", PeerId.of(peer), remote);
  }

  void linkDown(PublicKey peer, String why) {
    LOG.debug("peer={} link ended: {}", PeerId.of(peer), why);
  }

  boolean isDue(String sentence) {
    long now = System.nanoTime();
    Long last = said.get(sentence);
    if (last != null && now - last < PAUSE.toNanos()) {
      return false;
    }
    said.putLast(sentence, now);
    if (said.size() > SENTENCES_MAX) {
      said.pollFirstEntry();
    }
    return true;
  }

  int remembered() {
    return said.size();
  }
}
