/**
 * The checks of messages and certificates that need no state of the replica: structure, membership,
 * window, signatures. Start with {@link io.dtvn.consensus.pbft.verify.Verifiers}. The rule of this
 * package: only here does a peer's message become a {@code Verified} one, and nothing is verified
 * twice while it is remembered.
 */
@NullMarked
package io.dtvn.consensus.pbft.verify;

import org.jspecify.annotations.NullMarked;
