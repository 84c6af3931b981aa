/**
 * Ed25519 for the node. Start with {@link io.dtvn.adapters.crypto.BouncyCastleCryptoProvider}. The
 * rule of this package: what a library accepts is not what we accept; every verifier answers by the
 * one strict rule of {@link io.dtvn.ports.crypto.Verifier}.
 */
@NullMarked
package io.dtvn.adapters.crypto;

import org.jspecify.annotations.NullMarked;
