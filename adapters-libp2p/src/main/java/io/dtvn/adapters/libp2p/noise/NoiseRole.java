package io.dtvn.adapters.libp2p.noise;

import io.dtvn.domain.codec.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Our part in one handshake.
 *
 * @param initiator whether we dialled
 * @param expected the key that the peer must prove; empty: any
 * @param gate whether to go on with a peer that proved its key
 * @param muxers the muxers to agree on within the handshake, in order of preference; may be empty
 */
public record NoiseRole(
    boolean initiator,
    Optional<PublicKey> expected,
    Predicate<PublicKey> gate,
    List<String> muxers) {

  /** Copies the list. */
  public NoiseRole {
    muxers = List.copyOf(muxers);
  }
}
