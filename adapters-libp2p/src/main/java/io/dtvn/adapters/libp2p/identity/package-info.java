/**
 * Public keys as peers write them: {@link io.dtvn.adapters.libp2p.identity.KeyCodec}. The rule of
 * this package: only Ed25519 is accepted, and the type is looked at before anything else.
 */
@NullMarked
package io.dtvn.adapters.libp2p.identity;

import org.jspecify.annotations.NullMarked;
