package io.dtvn.application.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.fixture.FakeSigner;
import io.dtvn.application.fixture.Stores;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.domain.membership.ProtocolParameters;
import io.dtvn.domain.proof.ResultStatement;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.ports.out.KeyValueStore;
import io.dtvn.ports.spi.CommittedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An executor that a test steps, with everything it said. */
final class ExecutionFixture implements ExecutionListener {

  static final ProtocolParameters SHORT = ProtocolParameters.withInterval(8);

  final FakeNetwork network;
  final KeyValueStore store;
  final BatchExecutor executor;
  final List<Execution> watched = new ArrayList<>();
  final List<Long> executed = new ArrayList<>();
  final List<BundleId> ids = new ArrayList<>();
  final Map<Long, Digest> checkpoints = new TreeMap<>();
  final List<CertifiedBatch> certified = new ArrayList<>();
  final List<ResultFrame> broadcast = new ArrayList<>();
  final Map<Integer, List<ResultFrame>> sent = new TreeMap<>();
  final List<Throwable> failures = new ArrayList<>();

  private ExecutionFixture(FakeNetwork network, KeyValueStore store) {
    this.network = network;
    this.store = store;
    this.executor = BatchExecutor.open(plan(network, watched), store);
    this.executor.attach(this);
  }

  static ExecutionPlan plan(FakeNetwork network, List<Execution> watched) {
    return new ExecutionPlan(
        network.genesis(), 0, new FakeSigner(network.key(0)), FakeNetwork::verify, watched::add);
  }

  /** Member 0 of {@code validators}, with a checkpoint at each eighth batch and an empty store. */
  static ExecutionFixture of(int validators) {
    return of(FakeNetwork.of(validators, SHORT, EventPolicy.DEFAULT), Stores.onHeap());
  }

  static ExecutionFixture of(FakeNetwork network, KeyValueStore store) {
    return new ExecutionFixture(network, store);
  }

  /** The same validator, opened again on what it has stored. */
  ExecutionFixture restarted() {
    return new ExecutionFixture(network, store);
  }

  /** Does everything that was asked for. */
  ExecutionFixture run() {
    while (executor.step()) {
      // Each step may ask for another one.
    }
    return this;
  }

  /** Executes one bundle of member 0 as batch {@code sequence}, one second after the last. */
  ExecutionFixture execute(long sequence, Operation... operations) {
    return execute(sequence, network.bundle(0, sequence, operations));
  }

  ExecutionFixture execute(long sequence, Bundle... bundles) {
    executor.execute(committed(sequence, FakeNetwork.batch(1_000 * sequence, bundles)));
    return run();
  }

  static CommittedBatch committed(long sequence, Batch batch) {
    return new CommittedBatch(0, 3, sequence, batch, Bytes.copyOf(new byte[] {(byte) sequence}));
  }

  /** The RESULT that {@code member} would send if it executed as this validator does. */
  Bytes resultOf(int member, long sequence) {
    ResultStatement own = broadcast.get((int) sequence - 1).statement();
    return result(member, sequence, own.resultsRoot());
  }

  /** A RESULT of {@code member} with a root of its own making. */
  Bytes result(int member, long sequence, Digest root) {
    ResultStatement statement = new ResultStatement(0, sequence, root, member);
    return new ResultFrame(
            statement,
            FakeNetwork.sign(
                network.key(member), statement.signatureInput(network.genesis().hash())))
        .encode();
  }

  ExecutionFixture hears(int from, Bytes frame) {
    executor.resultReceived(from, frame);
    return run();
  }

  /** Root of the checkpoint at {@code sequence}, which was told. */
  Digest rootAt(long sequence) {
    assertThat(checkpoints).containsKey(sequence);
    return checkpoints.getOrDefault(sequence, Digest.ZERO);
  }

  List<Long> certifiedSequences() {
    return certified.stream().map(CertifiedBatch::sequence).toList();
  }

  @Override
  public void onExecuted(long sequence, List<BundleId> bundles) {
    executed.add(sequence);
    ids.addAll(bundles);
  }

  @Override
  public void onCheckpoint(long sequence, Digest stateRoot) {
    checkpoints.put(sequence, stateRoot);
  }

  @Override
  public void onCertified(CertifiedBatch batch) {
    certified.add(batch);
  }

  @Override
  public void broadcastResult(Bytes frame) {
    broadcast.add(ResultFrame.decode(frame));
  }

  @Override
  public void sendResult(int to, Bytes frame) {
    sent.computeIfAbsent(to, _ -> new ArrayList<>()).add(ResultFrame.decode(frame));
  }

  @Override
  public void onFailure(Throwable cause) {
    failures.add(cause);
  }
}
