package io.dtvn.adapters.http;

import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.ledger.InMemoryLedger;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.ValidatorId;
import io.dtvn.domain.ticket.Ticket;
import io.dtvn.domain.ticket.TicketState;
import io.dtvn.ports.in.QueryNode;
import io.dtvn.ports.out.OrderingStatus;
import io.dtvn.ports.out.OrderingStatus.Check;
import io.dtvn.ports.out.OrderingStatus.Member;
import io.dtvn.ports.out.OrderingStatus.Standing;
import io.dtvn.ports.out.PeerNetwork.ConnectedPeer;
import io.dtvn.ports.out.PeerNetwork.Refusal;
import io.dtvn.ports.out.StorageStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a {@link FakeNode} says of itself; a test changes single facts. */
final class FakeFacts implements QueryNode {

  /** The peer id of node0. */
  static final String PEER_ID = "12D3KooWBB5q2amXa7VcqMkfHdz9stYcgs7xRyhTFjCzsuhMmrB9";

  private final FakeNode node;
  private final Genesis genesis;
  private volatile boolean developmentKeys = true;
  private volatile List<String> listenAddresses = List.of("/ip4/127.0.0.1/tcp/4001");
  private volatile List<ConnectedPeer> peers = List.of();
  private volatile List<Refusal> refusals = List.of();
  private volatile Standing standing = Standing.VOTER;
  private volatile List<Check> checks = List.of(new Check("storage", ""), new Check("quorum", ""));
  private volatile int connectedValidators = 1;
  private volatile List<Member> members = List.of();
  private volatile Optional<CheckpointView> checkpoint = Optional.empty();

  FakeFacts(FakeNode node, Genesis genesis) {
    this.node = node;
    this.genesis = genesis;
  }

  void useProductionKeys() {
    developmentKeys = false;
  }

  void listenAt(List<String> addresses) {
    listenAddresses = addresses;
  }

  void connect(ConnectedPeer... connected) {
    peers = List.of(connected);
  }

  void refuse(Refusal... refused) {
    refusals = List.of(refused);
  }

  void stand(Standing as) {
    standing = as;
  }

  void check(Check... now) {
    checks = List.of(now);
  }

  void know(Member... known) {
    members = List.of(known);
  }

  void connectValidators(int count) {
    connectedValidators = count;
  }

  void checkpoint(CheckpointView view) {
    checkpoint = Optional.of(view);
  }

  @Override
  public Identity identity() {
    ValidatorId self = genesis.validators().at(0).id();
    return new Identity(
        self,
        FakeNetwork.keyOf(self.value()),
        genesis,
        developmentKeys,
        true,
        listenAddresses,
        listenAddresses.isEmpty() ? List.of() : List.of("noise"));
  }

  @Override
  public OrderingStatus ordering() {
    InMemoryLedger ledger = node.ledger();
    return new OrderingStatus(
        standing,
        0,
        0,
        genesis.validators().at(0).id(),
        ledger.head().sequence(),
        0,
        ledger.stateRoot(),
        0,
        connectedValidators,
        0,
        checks,
        members);
  }

  @Override
  public SortedMap<TicketState, Long> ticketCounts() {
    SortedMap<TicketState, Long> counts = new TreeMap<>();
    for (TicketState state : TicketState.values()) {
      counts.put(state, 0L);
    }
    for (Ticket ticket : node.ledger().tickets().values()) {
      counts.merge(ticket.state(), 1L, Long::sum);
    }
    return counts;
  }

  @Override
  public List<ConnectedPeer> peers() {
    return peers;
  }

  @Override
  public List<Refusal> refusals() {
    return refusals;
  }

  @Override
  public StorageStatistics storage() {
    return new StorageStatistics(new TreeMap<>(Map.of("tx_count", 7L, "page_count", 3L)));
  }

  @Override
  public List<LoggedOperation> newestOperations() {
    return node.log();
  }

  @Override
  public Optional<CheckpointView> stableCheckpoint() {
    return checkpoint;
  }
}
