package io.dtvn.adapters.libp2p.host;

import io.dtvn.adapters.libp2p.multiformats.Multiaddr;
import io.dtvn.domain.codec.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One address that may be dialled, and how that went so far. Lives on the event loop. */
final class Target {

  private final Multiaddr address;
  private final boolean learnt;
  private final @Nullable PublicKey wanted;
  private final Backoff backoff;
  private @Nullable PublicKey seen;
  private long dueNanos;
  private boolean busy;
  private boolean useless;

  private Target(Multiaddr address, boolean learnt, @Nullable PublicKey wanted, Backoff backoff) {
    this.address = address.withoutPeer();
    this.learnt = learnt;
    this.wanted = wanted;
    this.backoff = backoff;
    this.dueNanos = System.nanoTime();
  }

  /** From the configuration; kept for good. */
  static Target configured(Multiaddr address, Backoff backoff) {
    PublicKey named = address.peer().flatMap(id -> id.key()).orElse(null);
    return new Target(address, false, named, backoff);
  }

  /** From {@code peer} itself; kept until it tells of others. */
  static Target learnt(Multiaddr address, PublicKey peer, Backoff backoff) {
    return new Target(address, true, peer, backoff);
  }

  Multiaddr address() {
    return address;
  }

  boolean isLearnt() {
    return learnt;
  }

  /** Who must answer there; empty: anybody, whose id is learnt from the handshake. */
  Optional<PublicKey> wanted() {
    return Optional.ofNullable(wanted);
  }

  /** Who must answer there, or who did when it was last dialled. */
  Optional<PublicKey> peer() {
    return wanted != null ? Optional.of(wanted) : Optional.ofNullable(seen);
  }

  void saw(PublicKey peer) {
    seen = peer;
  }

  boolean isDue(long nowNanos) {
    return !busy && !useless && nowNanos - dueNanos >= 0;
  }

  /** How long it has to wait yet; below zero once it is due. */
  long waitNanos(long nowNanos) {
    return dueNanos - nowNanos;
  }

  boolean isBusy() {
    return busy;
  }

  void begins() {
    busy = true;
  }

  /** Nothing came of it: the next try waits longer. */
  void failed(long nowNanos) {
    busy = false;
    dueNanos = nowNanos;
    delay(backoff.nextMillis());
  }

  /** A link came of it, or there is one already. */
  void succeeded() {
    busy = false;
    backoff.reset();
  }

  /** Later than it would have been. */
  void delay(int millis) {
    dueNanos += 1_000_000L * millis;
  }

  /** Never to be dialled again, such as our own address. */
  void giveUp() {
    busy = false;
    useless = true;
  }
}
