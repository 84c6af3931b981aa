/**
 * What a node needs from the world: storage, peers, time, and an order over requests. Start with
 * {@link io.dtvn.ports.out.Ordering} and {@link io.dtvn.ports.out.KeyValueStore}. The rule of this
 * package: domain types and bytes only; a failure of the world is an unchecked exception named
 * here.
 */
@NullMarked
package io.dtvn.ports.out;

import org.jspecify.annotations.NullMarked;
