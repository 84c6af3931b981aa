/**
 * What the rest of the module sees of a peer: open {@link
 * io.dtvn.adapters.libp2p.stream.Connection} first, then {@link
 * io.dtvn.adapters.libp2p.stream.Stream}. The rule of this package: methods may be called on any
 * thread and never block; callbacks come on the connection's event loop, in order.
 */
@NullMarked
package io.dtvn.adapters.libp2p.stream;

import org.jspecify.annotations.NullMarked;
