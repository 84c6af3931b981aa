/**
 * Whom we listen to, whom we dial, and which connections stay: open {@link
 * io.dtvn.adapters.libp2p.host.Libp2pNetwork} first, then {@code Links}. The rule of this package:
 * all its state belongs to one event loop; of two connections between the same validators the one
 * with the smaller key decides which stays, before either is used.
 */
@NullMarked
package io.dtvn.adapters.libp2p.host;

import org.jspecify.annotations.NullMarked;
