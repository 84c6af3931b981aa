/**
 * Each check of the verifier, broken once. Start with {@link
 * io.dtvn.consensus.pbft.verify.VoteChecksTest}. The rule of this package: every rejection names
 * its reason, and shows whether a signature was looked at.
 */
@NullMarked
package io.dtvn.consensus.pbft.verify;

import org.jspecify.annotations.NullMarked;
