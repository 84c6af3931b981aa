package io.dtvn.application.execution;

import static io.dtvn.domain.ticket.Operations.issue;
import static org.assertj.core.api.Assertions.assertThat;

import io.dtvn.application.fixture.Stores;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.domain.ledger.FakeNetwork;
import io.dtvn.domain.membership.EventPolicy;
import io.dtvn.ports.out.KeyValueStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExecutorThreadTest {

  private static final long PATIENCE_SECONDS = 30;

  private final FakeNetwork network =
      FakeNetwork.of(1, ExecutionFixture.SHORT, EventPolicy.DEFAULT);
  private final KeyValueStore store = Stores.onHeap();
  private final Heard heard = new Heard();

  @Test
  void batches_and_checkpoints_are_done_by_its_own_threads() throws InterruptedException {
    BatchExecutor executor =
        BatchExecutor.open(ExecutionFixture.plan(network, new ArrayList<>()), store);
    for (int s = 1; s <= 8; s++) {
      executor.execute(
          ExecutionFixture.committed(
              s, FakeNetwork.batch(s, network.bundle(0, s, issue("op" + s, "T" + s)))));
    }
    executor.takeCheckpoint(8);

    executor.start(heard);

    for (int s = 1; s <= 8; s++) {
      assertThat(heard.next()).isEqualTo("executed " + s + " on executor");
      assertThat(heard.next()).isEqualTo("certified " + s + " on executor");
    }
    assertThat(heard.next()).isEqualTo("checkpoint 8 on executor");
    executor.close();
    executor.close();
  }

  @Test
  void closing_waits_for_the_fold_in_hand() throws InterruptedException {
    BatchExecutor executor =
        BatchExecutor.open(ExecutionFixture.plan(network, new ArrayList<>()), store);
    executor.start(heard);
    executor.execute(
        ExecutionFixture.committed(
            1, FakeNetwork.batch(1, network.bundle(0, 1, issue("a", "T1")))));
    executor.takeCheckpoint(1);
    assertThat(heard.next()).startsWith("executed 1");

    executor.close();
    store.close();

    assertThat(heard.failures).isEmpty();
  }

  /** What the executor said, and on which thread. */
  private static final class Heard implements ExecutionListener {

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final List<Throwable> failures = new ArrayList<>();

    String next() throws InterruptedException {
      String next = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return next == null ? "nothing" : next;
    }

    private void note(String what) {
      said.add(what + " on " + Thread.currentThread().getName());
    }

    @Override
    public void onExecuted(long sequence, List<BundleId> executed) {
      note("executed " + sequence);
    }

    @Override
    public void onCheckpoint(long sequence, Digest stateRoot) {
      note("checkpoint " + sequence);
    }

    @Override
    public void onCertified(CertifiedBatch batch) {
      note("certified " + batch.sequence());
    }

    @Override
    public void broadcastResult(Bytes frame) {
      note("broadcast");
    }

    @Override
    public void sendResult(int to, Bytes frame) {
      note("send");
    }

    @Override
    public void onFailure(Throwable cause) {
      failures.add(cause);
      note("failure");
    }
  }
}
