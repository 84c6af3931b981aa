package io.dtvn.adapters.libp2p.meters;

import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.Metrics.Counter;
import io.dtvn.ports.out.Metrics.Metric;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Frames of the lanes: sent, received and dropped. Thread-safe. */
public final class LaneMeters {

  private static final Metric DROPPED =
      Metric.of(
          "dtvn_network_lane_dropped_total",
          "Frames that a full lane has dropped before they were sent.");

  private final Counter sent;
  private final Counter sentBytes;
  private final Counter received;
  private final Counter receivedBytes;
  private final Map<Lane, Counter> dropped = new EnumMap<>(Lane.class);

  /** Starts at zero in {@code metrics}. */
  public LaneMeters(Metrics metrics) {
    sent = metrics.counter(Metric.of("dtvn_network_messages_sent_total", "Frames sent to peers."));
    sentBytes =
        metrics.counter(Metric.of("dtvn_network_sent_bytes_total", "Bytes of the frames sent."));
    received =
        metrics.counter(
            Metric.of("dtvn_network_messages_received_total", "Frames received from peers."));
    receivedBytes =
        metrics.counter(
            Metric.of("dtvn_network_received_bytes_total", "Bytes of the frames received."));
    for (Lane lane : Lane.values()) {
      String text = lane.name().toLowerCase(Locale.ROOT);
      dropped.put(lane, metrics.counter(DROPPED.with("lane", text)));
    }
  }

  /** Counts frames that left together. */
  public void sent(int frames, long bytes) {
    sent.add(frames);
    sentBytes.add(bytes);
  }

  /** Counts one frame that arrived. */
  public void received(int bytes) {
    received.increment();
    receivedBytes.add(bytes);
  }

  /** Counts frames that found no room in {@code lane}. */
  public void dropped(Lane lane, int frames) {
    Counter counter = dropped.get(lane);
    if (counter != null && frames > 0) {
      counter.add(frames);
    }
  }
}
