/**
 * The bytes of messages and certificates. Start with {@link io.dtvn.consensus.pbft.wire.Wire}. The
 * rule of this package: one canonical form; every length is checked before anything is allocated.
 */
@NullMarked
package io.dtvn.consensus.pbft.wire;

import org.jspecify.annotations.NullMarked;
