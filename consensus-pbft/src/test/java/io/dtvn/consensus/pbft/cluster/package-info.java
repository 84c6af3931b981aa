/**
 * Replicas in memory under one seed: network, disk and clock are simulated, and an observer that
 * sees all checks what must always be true. Start with {@link
 * io.dtvn.consensus.pbft.cluster.Cluster}. The rule of this package: a run is a function of its
 * seed.
 */
@NullMarked
package io.dtvn.consensus.pbft.cluster;

import org.jspecify.annotations.NullMarked;
