package io.dtvn.consensus.pbft.cluster;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ticket.Action;
import io.dtvn.domain.ticket.Authorization;
import io.dtvn.domain.ticket.Claim;
import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.OperationCodec;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.domain.ticket.TicketSource;
import io.dtvn.ports.crypto.Signer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What clients want: operations on a few tickets, each asked for again, at times through another
 * gateway, until it is answered.
 */
final class Workload {

  private static final int TICKETS = 8;

  private final ClusterPlan plan;
  private final Network network;
  private final Timeline timeline;
  private final SplittableRandom random;
  private final Map<OpId, Operation> open = new HashMap<>();
  private final List<SimulatedNode> gateways = new ArrayList<>();
  private long newestAnswered;

  Workload(ClusterPlan plan, Network network, Timeline timeline, SplittableRandom random) {
    this.plan = plan;
    this.network = network;
    this.timeline = timeline;
    this.random = random;
  }

  /** Starts to ask; liars' gateways are not asked, they need not answer. */
  void start(List<SimulatedNode> nodes) {
    nodes.stream().filter(SimulatedNode::isCorrect).forEach(gateways::add);
    for (int i = 0; i < plan.operations(); i++) {
      Operation operation = operation(i);
      open.put(operation.opId(), operation);
      int gateway = random.nextInt(gateways.size());
      timeline.after(random.nextLong(plan.safetyMicros() * 9 / 10), () -> ask(operation, gateway));
    }
  }

  /** {@code operation} was answered by the certified batch {@code sequence}. */
  void answered(Operation operation, long sequence) {
    open.remove(operation.opId());
    newestAnswered = Math.max(newestAnswered, sequence);
  }

  /** How many operations were not answered yet. */
  int open() {
    return open.size();
  }

  /** The newest batch that a client was told of. */
  long newestAnswered() {
    return newestAnswered;
  }

  private void ask(Operation operation, int gateway) {
    if (!open.containsKey(operation.opId())) {
      return;
    }
    gateways.get(gateway).life().ifPresent(life -> life.gateway().take(operation));
    int again = random.nextInt(3) == 0 ? random.nextInt(gateways.size()) : gateway;
    timeline.after(random.nextLong(500_000, 1_500_000), () -> ask(operation, again));
  }

  private Operation operation(int number) {
    OpId opId = new OpId(new Digest(plan.seed(), 0, 0, number));
    TicketId ticket = new TicketId("T" + random.nextInt(TICKETS));
    Action action =
        switch (random.nextInt(8)) {
          case 0, 1 -> new Action.Issue(TicketSource.API, Optional.empty());
          case 2, 3, 4 -> new Action.Admit();
          case 5 -> new Action.Validate();
          case 6 -> new Action.Consume();
          default -> new Action.Read();
        };
    Operation plain = Operation.unsigned(opId, ticket, Claim.NONE, action);
    return random.nextInt(3) == 0 ? signed(plain) : plain;
  }

  private Operation signed(Operation plain) {
    Signer device = KeyedHash.signer("device-" + random.nextInt(3));
    return new Operation(
        plain.opId(),
        plain.eventId(),
        plain.ticketId(),
        plain.claim(),
        plain.action(),
        Optional.of(
            new Authorization(
                device.publicKey(),
                device.sign(OperationCodec.signedBytes(plain, network.hash())))));
  }
}
