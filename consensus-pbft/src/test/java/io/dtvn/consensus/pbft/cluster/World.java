package io.dtvn.consensus.pbft.cluster;

/**
 * What every node of one run shares.
 *
 * @param plan what is to happen
 * @param network genesis and keys
 * @param timeline virtual time
 * @param random the streams
 * @param links between nodes
 * @param workload what clients want
 * @param observer sees everything
 */
record World(
    ClusterPlan plan,
    Network network,
    Timeline timeline,
    RandomStreams random,
    Links links,
    Workload workload,
    Observer observer) {}
