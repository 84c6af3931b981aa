package io.dtvn.application.query;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.store.TicketCounts;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.in.QueryNode;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.Ordering;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.out.PeerNetwork.ConnectedPeer;
import io.dtvn.ports.out.PeerNetwork.Refusal;
import io.dtvn.ports.out.StorageStatistics;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * This node, put together from those who know. Thread-safe.
 *
 * @param identity who it is
 * @param order what it knows of the order
 * @param network whom it is connected to
 * @param store where it keeps everything
 * @param archive what it has executed
 */
public record NodeView(
    Identity identity, Ordering order, PeerNetwork network, KeyValueStore store, Archive archive)
    implements QueryNode {

  @Override
  public OrderingStatus ordering() {
    return order.status();
  }

  @Override
  public SortedMap<TicketState, Long> ticketCounts() {
    return TicketCounts.read(store).byState();
  }

  @Override
  public List<ConnectedPeer> peers() {
    return network.connected();
  }

  @Override
  public List<Refusal> refusals() {
    return network.refusals();
  }

  @Override
  public StorageStatistics storage() {
    return store.statistics();
  }

  @Override
  public List<LoggedOperation> newestOperations() {
    return archive.newestOperations();
  }

  @Override
  public Optional<CheckpointView> stableCheckpoint() {
    return archive
        .newestCheckpoint()
        .map(
            stable ->
                new CheckpointView(stable.sequence(), stable.stateRoot(), stable.blockTime()));
  }
}
