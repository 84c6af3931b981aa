/**
 * The frames between validators: one long-lived one-way stream for each direction and lane. Open
 * {@link io.dtvn.adapters.libp2p.lanes.OutboundLanes} first, then {@link
 * io.dtvn.adapters.libp2p.lanes.InboundLane}. The rule of this package: a length is checked before
 * room is made for it, and a full lane drops nothing but its own oldest frames.
 */
@NullMarked
package io.dtvn.adapters.libp2p.lanes;

import org.jspecify.annotations.NullMarked;
