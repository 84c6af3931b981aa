/**
 * {@code /ipfs/ping/1.0.0}: open {@link io.dtvn.adapters.libp2p.ping.Ping} first. The rule of this
 * package: 32 bytes go back as they came, and a peer that is silent for too long is given up.
 * Specification: libp2p/specs, ping/ping.md.
 */
@NullMarked
package io.dtvn.adapters.libp2p.ping;

import org.jspecify.annotations.NullMarked;
