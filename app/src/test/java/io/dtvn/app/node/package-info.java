/**
 * The whole program as its users meet it: a process of its own, real sockets, real files. Start
 * with {@link io.dtvn.app.node.NodeProcess}.
 */
@NullMarked
package io.dtvn.app.node;

import org.jspecify.annotations.NullMarked;
