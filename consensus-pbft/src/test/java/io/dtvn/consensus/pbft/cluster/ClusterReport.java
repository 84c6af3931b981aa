package io.dtvn.consensus.pbft.cluster;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one run came to.
 *
 * @param plan what was done to the cluster
 * @param batches how many were executed
 * @param operations how many clients had answered
 * @param restarts how many processes died and started again
 * @param sent frames given to the links
 * @param lost frames that never arrived
 * @param steps of all engines
 * @param virtualMicros how long it took in the cluster's own time
 * @param marks the rare things that correct members came across
 * @param digest rolling hash of everything that happened
 */
public record ClusterReport(
    ClusterPlan plan,
    long batches,
    long operations,
    long restarts,
    long sent,
    long lost,
    long steps,
    long virtualMicros,
    Set<Mark> marks,
    long digest) {

  /** Copies the marks. */
  public ClusterReport {
    marks = Collections.unmodifiableSet(new TreeSet<>(marks));
  }
}
