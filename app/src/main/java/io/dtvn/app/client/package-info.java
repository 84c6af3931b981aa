/**
 * A caller of a node's HTTP API, for every command that talks to one. Start with {@link
 * io.dtvn.app.client.NodeClient}. The rule of this package: it knows the API and nothing of what
 * runs behind it.
 */
@NullMarked
package io.dtvn.app.client;

import org.jspecify.annotations.NullMarked;
