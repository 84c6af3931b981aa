/**
 * yamux, many streams over one connection: {@link io.dtvn.adapters.libp2p.yamux.YamuxHandler} on a
 * channel, then {@code YamuxSession}. The rule of this package: its state belongs to the event loop
 * of the channel, and a length is compared with the credit we gave before a byte of it is taken.
 * Specification: hashicorp/yamux, spec.md, and libp2p/specs, yamux/README.md.
 */
@NullMarked
package io.dtvn.adapters.libp2p.yamux;

import org.jspecify.annotations.NullMarked;
