/**
 * {@code /ipfs/id/1.0.0}: what peers tell one another about themselves. Open {@link
 * io.dtvn.adapters.libp2p.identify.Identify} first. The rule of this package: it is all hearsay
 * except the key, which the connection has proved, and all of it is bounded. Specification:
 * libp2p/specs, identify/README.md.
 */
@NullMarked
package io.dtvn.adapters.libp2p.identify;

import org.jspecify.annotations.NullMarked;
