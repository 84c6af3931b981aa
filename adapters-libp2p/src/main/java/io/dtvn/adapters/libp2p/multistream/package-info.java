/**
 * multistream-select 1.0, the agreement on a protocol: {@link
 * io.dtvn.adapters.libp2p.multistream.Negotiation} first. The rule of this package: no I/O; bytes
 * come in, bytes go out, and what follows the agreement is left to the protocol agreed on.
 */
@NullMarked
package io.dtvn.adapters.libp2p.multistream;

import org.jspecify.annotations.NullMarked;
