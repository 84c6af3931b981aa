/**
 * From a TCP channel to a connection: {@link io.dtvn.adapters.libp2p.connection.Upgrade}. The rule
 * of this package: all handlers stand in the pipeline from the start, and one absolute deadline
 * covers all of it.
 */
@NullMarked
package io.dtvn.adapters.libp2p.connection;

import org.jspecify.annotations.NullMarked;
