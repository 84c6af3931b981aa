/**
 * Runs a consensus engine: feeds it events, makes its records durable, carries out its effects.
 * Start with {@link io.dtvn.application.host.ReplicaHost}. The rule of this package: one thread
 * owns the engine, it never waits for anything but the journal's sync, and nothing behind a Persist
 * happens before that sync returned.
 */
@NullMarked
package io.dtvn.application.host;

import org.jspecify.annotations.NullMarked;
