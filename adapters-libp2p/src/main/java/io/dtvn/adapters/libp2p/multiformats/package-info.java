/**
 * Self-describing values of libp2p: {@link io.dtvn.adapters.libp2p.multiformats.Multiaddr} first,
 * then {@link io.dtvn.adapters.libp2p.multiformats.Multihash}. The rule of this package: every
 * reader checks a length before it takes the bytes, and refuses what its writer would not write.
 */
@NullMarked
package io.dtvn.adapters.libp2p.multiformats;

import org.jspecify.annotations.NullMarked;
