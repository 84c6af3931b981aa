/**
 * Signatures as pure functions: {@link io.dtvn.ports.crypto.Signer} and {@link
 * io.dtvn.ports.crypto.Verifier}. The rule of this package: Ed25519 is deterministic, so signing
 * the same bytes twice gives the same bytes, and every verifier accepts exactly the same
 * signatures.
 */
@NullMarked
package io.dtvn.ports.crypto;

import org.jspecify.annotations.NullMarked;
