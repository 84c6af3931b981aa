/** Tests of the host over real sockets; {@link io.dtvn.adapters.libp2p.host.Town} first. */
@NullMarked
package io.dtvn.adapters.libp2p.host;

import org.jspecify.annotations.NullMarked;
