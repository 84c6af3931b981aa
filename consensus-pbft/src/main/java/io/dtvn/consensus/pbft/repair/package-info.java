/**
 * Links reset and queues drop, so nothing relies on being sent once: replicas tell what they have,
 * answer with what others lack, and fetch what is large from one peer at a time. Start with {@link
 * io.dtvn.consensus.pbft.repair.StatusReports}. The rule of this package: a replica re-sends its
 * own votes only.
 */
@NullMarked
package io.dtvn.consensus.pbft.repair;

import org.jspecify.annotations.NullMarked;
