/**
 * Checkpoints and garbage collection, [CL99] §4.3. Start with {@link
 * io.dtvn.consensus.pbft.checkpoint.Checkpoints}. The rule of this package: h moves only to a
 * number up to which this replica has executed, and only over a certificate of q.
 */
@NullMarked
package io.dtvn.consensus.pbft.checkpoint;

import org.jspecify.annotations.NullMarked;
