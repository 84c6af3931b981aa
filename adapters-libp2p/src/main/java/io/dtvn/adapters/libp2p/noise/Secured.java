package io.dtvn.adapters.libp2p.noise;

import io.dtvn.domain.codec.PublicKey;
import java.util.Optional;

/**
 * The event behind a handshake: from now on bytes are secret and the peer is known.
 *
 * @param peer the key it proved
 * @param muxer the muxer agreed on within the handshake; empty: agree on it now
 */
public record Secured(PublicKey peer, Optional<String> muxer) {}
