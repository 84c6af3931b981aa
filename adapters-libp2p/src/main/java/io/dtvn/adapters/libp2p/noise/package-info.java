/**
 * Noise_XX_25519_ChaChaPoly_SHA256 as libp2p uses it: {@link
 * io.dtvn.adapters.libp2p.noise.NoiseHandler} on a channel, {@link
 * io.dtvn.adapters.libp2p.noise.NoiseXx} the handshake alone. The rule of this package: whatever
 * does not decrypt closes the connection, and nothing of a peer is believed before its signature.
 */
@NullMarked
package io.dtvn.adapters.libp2p.noise;

import org.jspecify.annotations.NullMarked;
