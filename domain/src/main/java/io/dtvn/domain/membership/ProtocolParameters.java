package io.dtvn.domain.membership;

import io.dtvn.domain.codec.CanonicalWriter;
import java.time.Duration;

/**
 * What all validators must agree on, hashed into the genesis. Everything else is local to a node.
 *
 * @param checkpointInterval K: a checkpoint is taken at each multiple of it; 8 to 128
 * @param window L: a replica votes for h &lt; s &le; h+L; a multiple of K, at least 2K
 * @param pipelineDepth k: proposals in flight ahead of execution; 1 to L
 * @param timestampAhead delta: how far a proposal's time may lie ahead of a backup's clock
 * @param timestampBehind Delta: how far it may lie behind
 * @param operationRetention batches for which the ledger remembers operation ids; at least 1
 */
public record ProtocolParameters(
    int checkpointInterval,
    int window,
    int pipelineDepth,
    Duration timestampAhead,
    Duration timestampBehind,
    int operationRetention) {

  /** The defaults for a local network. */
  public static final ProtocolParameters DEFAULT = withInterval(64);

  private static final int INTERVAL_MIN = 8;
  private static final int INTERVAL_MAX = 128;

  /** Checks every range. */
  public ProtocolParameters {
    check("checkpoint_interval", checkpointInterval, INTERVAL_MIN, INTERVAL_MAX);
    check("window", window, 2 * checkpointInterval, 16 * checkpointInterval);
    check("pipeline_depth", pipelineDepth, 1, window);
    check("operation_retention", operationRetention, 1, Integer.MAX_VALUE);
    if (window % checkpointInterval != 0) {
      throw new IllegalArgumentException(
          "window: want a multiple of checkpoint_interval %d, found %d"
              .formatted(checkpointInterval, window));
    }
    if (timestampAhead.isNegative() || timestampBehind.isNegative()) {
      throw new IllegalArgumentException("timestamp bounds: want no negative duration");
    }
  }

  /** The defaults with checkpoint interval K and window 2K. */
  public static ProtocolParameters withInterval(int checkpointInterval) {
    return new ProtocolParameters(
        checkpointInterval,
        2 * checkpointInterval,
        8,
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        100_000);
  }

  void writeTo(CanonicalWriter out) {
    out.u32(checkpointInterval)
        .u32(window)
        .u32(pipelineDepth)
        .u64(timestampAhead.toMillis())
        .u64(timestampBehind.toMillis())
        .u32(operationRetention);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s: want %d to %d, found %d".formatted(name, min, max, value));
    }
  }
}
