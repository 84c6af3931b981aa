package io.dtvn.ports.out;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import java.time.Duration;
import java.util.List;

/**
 * Authenticated links to other nodes: a peer is its key. Frames of one lane arrive in the order
 * sent or not at all; nothing is promised to arrive. Thread-safe; sending never blocks: a full lane
 * drops its own oldest frame.
 */
public interface PeerNetwork extends AutoCloseable {

  /** The largest frame: 1 MiB. */
  int FRAME_BYTES_MAX = 1 << 20;

  /** Why a peer that was shut out is refused. */
  String MISBEHAVING = "misbehaving";

  /** Kinds of frames, in the order in which they are served. */
  enum Lane {
    /** Votes and checkpoints. */
    VOTES,
    /** Proposals. */
    PROPOSALS,
    /** Status, fetches and what they bring. */
    REPAIR,
    /** Bundles on their way to the primary. */
    REQUESTS
  }

  /**
   * Starts to connect and to listen; {@code receiver} is called from the network's own threads and
   * must not block.
   */
  void start(Receiver receiver);

  /** Queues {@code frame} for {@code peer}; dropped if it is not connected. */
  void send(PublicKey peer, Lane lane, Bytes frame);

  /**
   * Closes the link to {@code peer} and makes none with it for {@code howLong} from now; then it
   * may come back like any other. Called again it counts from then on. Each link that is closed or
   * refused for it counts as {@value #MISBEHAVING} among the {@link #refusals}.
   */
  void shutOut(PublicKey peer, Duration howLong);

  /** The peers that are connected now, in the order of their keys. */
  List<ConnectedPeer> connected();

  /** The addresses this node listens on, as multiaddrs; empty inside one process. */
  List<String> listenAddresses();

  /** How often a link or a peer was refused, by reason, in the order of the reasons' texts. */
  List<Refusal> refusals();

  /** Closes every link. Closing twice is harmless. */
  @Override
  void close();

  /** A peer and the multiaddrs it is reached at. */
  record ConnectedPeer(PublicKey key, List<String> addresses) {

    /** Copies the addresses. */
    public ConnectedPeer {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * Why links were refused.
   *
   * @param reason one of few texts, fit for a label: {@code not_a_member}
   * @param count since the start
   */
  record Refusal(String reason, long count) {}

  /** Who is told of frames and links. */
  interface Receiver {

    /** {@code frame} came from the authenticated {@code peer}; at most 1 MiB. */
    void onFrame(PublicKey peer, Lane lane, Bytes frame);

    /** A link to {@code peer} is up. */
    void onConnected(PublicKey peer);

    /** The last link to {@code peer} is gone. */
    void onDisconnected(PublicKey peer);
  }
}
