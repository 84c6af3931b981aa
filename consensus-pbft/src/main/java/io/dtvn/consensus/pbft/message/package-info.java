/**
 * What replicas say to one another, as values: messages, the statements they sign, and the
 * certificates made of them. Start with {@link io.dtvn.consensus.pbft.message.PbftMessage}. The
 * rule of this package: content only; bytes on the wire are made in {@code wire}, checks in {@code
 * verify} and in the replica.
 */
@NullMarked
package io.dtvn.consensus.pbft.message;

import org.jspecify.annotations.NullMarked;
