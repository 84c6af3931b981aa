/**
 * Links between validators over libp2p. Start with {@link
 * io.dtvn.adapters.libp2p.Libp2pNetworkProvider}; the packages below are read from {@code host}
 * down to {@code noise}. The rule of this package: it is the module's only door.
 */
@NullMarked
package io.dtvn.adapters.libp2p;

import org.jspecify.annotations.NullMarked;
