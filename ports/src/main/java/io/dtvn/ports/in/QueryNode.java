package io.dtvn.ports.in;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.PeerId;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.out.PeerNetwork.ConnectedPeer;
import io.dtvn.ports.out.PeerNetwork.Refusal;
import io.dtvn.ports.out.StorageStatistics;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What a node says of itself. */
public interface QueryNode {

  /** What does not change while it runs. */
  Identity identity();

  /** What it knows of the order right now. */
  OrderingStatus ordering();

  /** Tickets by state; every state is present. */
  SortedMap<TicketState, Long> ticketCounts();

  /** The peers that are connected. */
  List<ConnectedPeer> peers();

  /** How often a link or a peer was refused since the start, by reason. */
  List<Refusal> refusals();

  /** Numbers of the storage back end. */
  StorageStatistics storage();

  /** The newest operations in order, at most 1,000, newest first. */
  List<LoggedOperation> newestOperations();

  /** The stable checkpoint, or empty before the first. */
  Optional<CheckpointView> stableCheckpoint();

  /**
   * Who a node is.
   *
   * @param id its name
   * @param key its key
   * @param genesis its network
   * @param developmentKeys whether its key was derived from its name
   * @param firstStart whether this run found an empty data folder and took it for the first start
   * @param listenAddresses where it listens for peers, as multiaddrs
   * @param transportSecurity handshakes that secure those links, such as {@code noise}; none if it
   *     listens nowhere
   */
  record Identity(
      ValidatorId id,
      PublicKey key,
      Genesis genesis,
      boolean developmentKeys,
      boolean firstStart,
      List<String> listenAddresses,
      List<String> transportSecurity) {

    /** Copies the lists. */
    public Identity {
      listenAddresses = List.copyOf(listenAddresses);
      transportSecurity = List.copyOf(transportSecurity);
    }

    /** The key in libp2p's form. */
    public PeerId peerId() {
      return PeerId.of(key);
    }
  }

  /**
   * One executed operation.
   *
   * @param sequence s of its batch
   * @param view v in which its batch was committed
   * @param opId the caller's id for it
   * @param ticketId its ticket
   * @param type its kind
   * @param batchDigest d of its batch
   * @param blockTime in ms
   */
  record LoggedOperation(
      long sequence,
      long view,
      OpId opId,
      TicketId ticketId,
      ActionType type,
      Digest batchDigest,
      long blockTime) {}

  /** A stable checkpoint as this node holds it; {@code blockTime} in ms. */
  record CheckpointView(long sequence, Digest stateRoot, long blockTime) {}
}
