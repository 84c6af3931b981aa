/**
 * A whole network on one machine: validators that are started, watched and started again. Start
 * with {@link io.dtvn.app.demo.LocalNetwork}. The rule of this package: it knows its validators by
 * their ports and folders alone, as any operator would.
 */
@NullMarked
package io.dtvn.app.demo;

import org.jspecify.annotations.NullMarked;
