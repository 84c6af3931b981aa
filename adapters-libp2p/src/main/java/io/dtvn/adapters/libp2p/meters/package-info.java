/**
 * What the host counts: open {@link io.dtvn.adapters.libp2p.meters.Refusals} first. The rule of
 * this package: every series exists from the start, and none has a label that a peer chooses.
 */
@NullMarked
package io.dtvn.adapters.libp2p.meters;

import org.jspecify.annotations.NullMarked;
