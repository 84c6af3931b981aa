package io.dtvn.consensus.pbft.cluster;

import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Execution;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Event;
import java.util.ArrayDeque;
import java.util.Deque;

/** Executes what the engine gives out, one thing after the other, on a thread of its own. */
final class SimulatedExecutor {

  private final World world;
  private final SimulatedNode node;
  private final Life life;
  private final ResultGate results;
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private boolean busy;

  SimulatedExecutor(World world, SimulatedNode node, Life life) {
    this.world = world;
    this.node = node;
    this.life = life;
    this.results = new ResultGate(world, node, life);
  }

  ResultGate results() {
    return results;
  }

  /** Takes up what the last life had certified. */
  void resume() {
    results.resume();
  }

  void execute(CommittedBatch batch) {
    add(() -> run(batch));
  }

  void takeCheckpoint(long sequence) {
    add(
        () -> {
          Digest root = node.disk().takeCheckpoint(sequence);
          if (node.isCorrect()) {
            world.observer().onCheckpoint(node, sequence, root);
          }
          life.handle(new Event.CheckpointDurable(life.now(), sequence, root));
        });
  }

  private void run(CommittedBatch batch) {
    Execution execution = node.disk().execute(otherwiseIfDefect(batch));
    if (node.isCorrect()) {
      world.observer().onExecuted(node, batch, execution);
    }
    life.gateway().onExecuted(batch, execution);
    results.onExecuted(batch.sequence());
    life.handle(new Event.BatchExecuted(life.now(), batch.sequence(), execution.executed()));
  }

  private CommittedBatch otherwiseIfDefect(CommittedBatch batch) {
    Batch body = batch.batch();
    boolean otherwise =
        world.plan().defect() == Defect.EXECUTES_OTHERWISE
            && node.member() == world.plan().validators() - 1
            && body.bundles().size() > 1;
    return otherwise
        ? new CommittedBatch(
            batch.epoch(),
            batch.view(),
            batch.sequence(),
            Batch.of(
                batch.epoch(),
                body.header().timestamp(),
                body.bundles().subList(0, body.bundles().size() - 1)),
            batch.certificate())
        : batch;
  }

  private void add(Runnable task) {
    tasks.add(task);
    runNext();
  }

  private void runNext() {
    if (!busy && !tasks.isEmpty()) {
      busy = true;
      long micros = world.random().disk().nextLong(20, 2_000);
      world
          .timeline()
          .after(
              micros,
              () -> {
                if (!life.isOver()) {
                  busy = false;
                  tasks.removeFirst().run();
                  runNext();
                }
              });
    }
  }
}
