/**
 * Our connections against the libp2p of other languages; open {@code InteropTest} first. The rule
 * of this package: a peer that cannot be built here is a reason to skip, with the reason, and never
 * to pass.
 */
@NullMarked
package io.dtvn.interop;

import org.jspecify.annotations.NullMarked;
