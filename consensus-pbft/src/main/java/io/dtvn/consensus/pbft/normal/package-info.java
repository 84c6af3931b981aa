/**
 * The normal case of [CL99] §4.2: from a pending request to an executed batch. Start with {@link
 * io.dtvn.consensus.pbft.normal.Voting}, which holds the three phases; {@link
 * io.dtvn.consensus.pbft.normal.ReplicaState} is what they work on. The rule of this package: a
 * handler first objects, which changes nothing, then records the fact, then acts on the transition.
 */
@NullMarked
package io.dtvn.consensus.pbft.normal;

import org.jspecify.annotations.NullMarked;
