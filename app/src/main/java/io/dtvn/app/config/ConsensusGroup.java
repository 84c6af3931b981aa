package io.dtvn.app.config;

import java.time.Duration;

/**
 * The group {@code consensus}.
 *
 * @param type name of a consensus plug-in; {@code pbft}
 * @param isPrimary what the operator believes; only compared with the view; false
 * @param totalNodes n, 1 to 13: a fact of the network, equal at all nodes; 4
 * @param checkpointInterval K, 8 to 128: a fact of the network; 64
 * @param viewTimeout age at which a pending request counts as overdue; 900 ms
 */
public record ConsensusGroup(
    String type, boolean isPrimary, int totalNodes, int checkpointInterval, Duration viewTimeout) {

  private static final Duration TIMEOUT_MIN = Duration.ofMillis(90);
  private static final Duration TIMEOUT_MAX = Duration.ofMinutes(10);

  static final ConsensusGroup DEFAULT =
      new ConsensusGroup("pbft", false, 4, 64, Duration.ofMillis(900));

  /** Checks the ranges. */
  public ConsensusGroup {
    ConfigException.checkRange("consensus.total_nodes", totalNodes, 1, 13);
    ConfigException.checkRange("consensus.checkpoint_interval", checkpointInterval, 8, 128);
    ConfigException.check(
        viewTimeout.compareTo(TIMEOUT_MIN) >= 0 && viewTimeout.compareTo(TIMEOUT_MAX) <= 0,
        "consensus.view_timeout: want 90ms to 10m, found " + GoDuration.format(viewTimeout));
  }
}
