package io.dtvn.application.node;

import io.dtvn.application.backup.Origin;
import io.dtvn.application.execution.BatchExecutor;
import io.dtvn.application.execution.ExecutionPlan;
import io.dtvn.application.gateway.Gateway;
import io.dtvn.application.gateway.GatewayLimits;
import io.dtvn.application.gateway.GatewayPlan;
import io.dtvn.application.gateway.TicketService;
import io.dtvn.application.host.HostLimits;
import io.dtvn.application.host.HostParts;
import io.dtvn.application.host.OperatorLog;
import io.dtvn.application.host.ReplicaHost;
import io.dtvn.application.journal.Journal;
import io.dtvn.application.journal.JournalConfig;
import io.dtvn.application.journal.JournalOpening;
import io.dtvn.application.journal.JournalOwner;
import io.dtvn.application.peering.Peering;
import io.dtvn.application.query.NodeView;
import io.dtvn.application.query.StoredTickets;
import io.dtvn.application.query.TicketMeters;
import io.dtvn.application.query.TicketWatch;
import io.dtvn.application.store.MeteredStore;
import io.dtvn.domain.membership.Validator;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.in.QueryNode.Identity;
import io.dtvn.ports.in.UseCases;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.out.PeerNetwork;
import io.dtvn.ports.spi.ConsensusEngineProvider.EngineConfig;
import io.dtvn.ports.spi.NetworkProvider.NetworkConfig;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Puts one node together. What was opened is closed again if a later step fails. */
final class NodeStart {

  private final NodePlan plan;
  private final ValidatorSet members;
  private final OperatorLog operator;
  private final SystemClock clock = new SystemClock();
  private final SecureRandom random = new SecureRandom();
  private final Resources resources = new Resources();

  NodeStart(NodePlan plan) {
    this.plan = plan;
    this.members = plan.genesis().validators();
    this.operator = new OperatorLog(members, plan.self());
  }

  ValidatorNode open() {
    try {
      return assembled();
    } catch (RuntimeException | Error e) {
      try {
        resources.close();
      } catch (RuntimeException also) {
        e.addSuppressed(also);
      }
      throw e;
    }
  }

  private ValidatorNode assembled() {
    DataFolder folder = DataFolder.open(plan);
    resources.add(folder, folder::close);
    KeyValueStore store = store();
    TicketWatch watch = TicketWatch.start(plan.me().id());
    resources.add(watch, watch::close);
    BatchExecutor executor = BatchExecutor.open(executionPlan(watch), store);
    JournalOpening journal = journal(folder, store, executor);
    tell(journal);
    PeerNetwork network = plan.network().open(networkConfig());
    resources.add(network, network::close);
    ReplicaHost host = host(journal, executor, network);
    awaitRecovery(host);
    Gateway gateway = Gateway.start(gatewayPlan(), host, store, executor.archive());
    resources.add(gateway, gateway::close);
    Identity identity =
        new Identity(
            plan.me().id(),
            plan.me().key(),
            plan.genesis(),
            plan.developmentKeys(),
            journal.born(),
            network.listenAddresses(),
            network.listenAddresses().isEmpty() ? List.of() : plan.endpoint().security());
    NodeView view = new NodeView(identity, host, network, store, executor.archive());
    TicketService.Settings settings =
        new TicketService.Settings(plan.dataKey(), plan.implicitIssue(), plan.developmentKeys());
    UseCases useCases =
        new TicketService(gateway, store, watch, settings)
            .useCases(new StoredTickets(store), view, running(store));
    return new ValidatorNode(useCases, host, journal.born(), resources);
  }

  private KeyValueStore store() {
    KeyValueStore store = new MeteredStore(plan.storage().open(), plan.metrics());
    NodeGauges.register(plan, store);
    return resources.add(store, store::close);
  }

  private RunningStore running(KeyValueStore store) {
    Origin origin =
        new Origin(
            plan.me().id(),
            plan.genesis().networkId().value(),
            plan.genesis().hash(),
            plan.storage().provider().name());
    return new RunningStore(plan.storage(), store, origin, plan.dataFolder());
  }

  private ExecutionPlan executionPlan(TicketWatch watch) {
    return new ExecutionPlan(
        plan.genesis(),
        plan.self(),
        plan.signer(),
        plan.verifier(),
        watch.andThen(new TicketMeters(plan.metrics())));
  }

  private JournalOpening journal(DataFolder folder, KeyValueStore store, BatchExecutor executor) {
    boolean durable = plan.storage().provider().isDurable();
    boolean nothingThere = !folder.isKnown() && executor.position().lastExecuted() == 0;
    JournalOwner owner =
        new JournalOwner(plan.genesis().hash(), plan.me().id(), 0, random.nextLong());
    JournalOpening opening =
        Journal.open(
            new JournalConfig(
                store,
                durable ? Optional.of(folder.note()) : Optional.empty(),
                owner,
                plan.mayBeFirstStart() && (nothingThere || !durable),
                members.size() == 1));
    resources.add(opening, opening.journal()::close);
    folder.claim();
    return opening;
  }

  private void tell(JournalOpening journal) {
    if (plan.developmentKeys()) {
      operator.developmentKeys();
    }
    if (journal.born()) {
      operator.firstStart();
    }
    if (journal.tornTail()) {
      operator.tornTailCut();
    }
    journal.notWhole().ifPresent(operator::mayNotVote);
  }

  private NetworkConfig networkConfig() {
    return new NetworkConfig(
        plan.signer(),
        plan.verifier(),
        plan.genesis().hash(),
        members.members().stream().map(Validator::key).toList(),
        plan.endpoint(),
        plan.metrics());
  }

  private ReplicaHost host(JournalOpening journal, BatchExecutor executor, PeerNetwork network) {
    EngineConfig config = new EngineConfig(plan.genesis(), plan.self(), plan.timing());
    HostParts parts =
        new HostParts(
            members,
            plan.self(),
            plan.engine().engine(config, plan.signer()),
            plan.engine().verifier(config, plan.verifier()),
            plan.timing(),
            journal,
            listener -> {
              executor.start(listener);
              return executor;
            },
            executor.archive(),
            plan.genesis().parameters().window(),
            new Peering(members, plan.self(), network),
            clock,
            executor.genesisRoot(),
            plan.metrics(),
            random.nextLong());
    int cores = Runtime.getRuntime().availableProcessors();
    ReplicaHost host =
        new ReplicaHost(
            parts, HostLimits.of(members.size(), cores).withDrain(plan.drainPatience()));
    resources.add(host, host::close);
    host.start();
    return host;
  }

  /** A gateway numbers its bundles from what is executed, so the journal comes first. */
  private static void awaitRecovery(ReplicaHost host) {
    try {
      host.recovered().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private GatewayPlan gatewayPlan() {
    GatewayLimits limits = GatewayLimits.DEFAULT;
    return new GatewayPlan(
        plan.me().id(),
        plan.genesis().hash(),
        plan.signer(),
        clock,
        new GatewayLimits(
            limits.operations(),
            limits.bytes(),
            limits.gather(),
            limits.busyTries(),
            limits.bundles(),
            plan.drainPatience()));
  }
}
