package io.dtvn.adapters.libp2p.noise;

import io.dtvn.adapters.libp2p.noise.NoiseException.Reason;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.membership.PeerId;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Noise XX with the payloads of libp2p: who the peer is, and which muxer to speak. No I/O. The
 * static key is made for this connection alone. Not thread-safe.
 */
final class NoiseHandshake {

  private static final byte[] NOTHING = {};

  private final X25519Pair fixed = X25519Pair.random();
  private final NoiseXx noise;
  private final Signer signer;
  private final Verifier verifier;
  private final NoiseRole role;
  private @Nullable NoisePayload theirs;

  NoiseHandshake(Signer signer, Verifier verifier, NoiseRole role) {
    this.signer = signer;
    this.verifier = verifier;
    this.role = role;
    this.noise = new NoiseXx(role.initiator(), fixed, X25519Pair.random(), NOTHING);
  }

  boolean isOurTurn() {
    return noise.isOurTurn();
  }

  boolean isDone() {
    return noise.isDone();
  }

  byte[] write() {
    boolean first = role.initiator() && theirs == null;
    return noise.write(
        first
            ? NOTHING // not encrypted yet
            : NoisePayload.signed(signer, fixed.publicBytes(), role.muxers()).encode());
  }

  /**
   * Takes the peer's next message.
   *
   * @throws NoiseException if it is not what is due, or the peer is not one we want
   */
  void read(byte[] message) {
    byte[] payload = noise.read(message);
    byte[] staticKey = noise.theirStatic();
    if (staticKey.length == 0) {
      return; // the initiator's first message says nothing yet
    }
    NoisePayload read = decoded(payload);
    PublicKey key = read.key();
    if (!read.isSignedFor(staticKey, verifier)) {
      throw new NoiseException("noise: the peer's key did not sign this handshake");
    }
    if (role.expected().isPresent() && !role.expected().get().equals(key)) {
      throw new NoiseException(
          Reason.WRONG_IDENTITY,
          key,
          "noise: want peer %s, found %s"
              .formatted(PeerId.of(role.expected().get()), PeerId.of(key)));
    }
    if (!role.gate().test(key)) {
      throw new NoiseException(
          Reason.UNWELCOME, key, "noise: peer %s is not let in".formatted(PeerId.of(key)));
    }
    theirs = read;
  }

  /**
   * What came of it, once it is done.
   *
   * @throws NoiseException if both sides named muxers and none is common
   */
  Secured result() {
    if (theirs == null || !isDone()) {
      throw new IllegalStateException("noise: the handshake is not done");
    }
    return new Secured(theirs.key(), muxer(theirs.muxers()));
  }

  CipherState[] split() {
    return noise.split();
  }

  /** The initiator's first that both have. */
  private Optional<String> muxer(List<String> offered) {
    if (role.muxers().isEmpty() || offered.isEmpty()) {
      return Optional.empty();
    }
    List<String> preferred = role.initiator() ? role.muxers() : offered;
    List<String> other = role.initiator() ? offered : role.muxers();
    Optional<String> common = preferred.stream().filter(other::contains).findFirst();
    if (common.isEmpty()) {
      throw new NoiseException("noise: want one muxer in common, found none");
    }
    return common;
  }

  private static NoisePayload decoded(byte[] payload) {
    try {
      return NoisePayload.decode(payload);
    } catch (MalformedException e) {
      throw new NoiseException("noise: the payload of the handshake: " + e.getMessage(), e);
    }
  }
}
