/**
 * Practical Byzantine fault tolerance as a state machine without I/O, after Castro and Liskov, OSDI
 * 1999, cited as [CL99]. Start with {@link io.dtvn.consensus.pbft.PbftEngineProvider}, then {@code
 * Replica}. The rule of this module: an event in, a list of effects out, nothing else.
 */
@NullMarked
package io.dtvn.consensus.pbft;

import org.jspecify.annotations.NullMarked;
