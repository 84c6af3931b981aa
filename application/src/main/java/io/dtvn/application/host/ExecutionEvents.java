package io.dtvn.application.host;

import io.dtvn.application.execution.CertifiedBatch;
import io.dtvn.application.execution.ExecutionListener;
import io.dtvn.application.peering.Peering;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ledger.BundleId;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.spi.Event.BatchExecuted;
import io.dtvn.ports.spi.Event.CheckpointDurable;
import io.dtvn.ports.spi.Event.OwnCheckpoint;
import io.dtvn.ports.spi.Event.ResultsCertified;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Turns what the executor tells into events of the loop and answers of callers. */
final class ExecutionEvents implements ExecutionListener {

  private final HostState state;
  private final Peering peering;
  private final LongConsumer onEngineTold;
  private final Consumer<Throwable> onFailure;

  ExecutionEvents(
      HostState state, Peering peering, LongConsumer onEngineTold, Consumer<Throwable> onFailure) {
    this.state = state;
    this.peering = peering;
    this.onEngineTold = onEngineTold;
    this.onFailure = onFailure;
  }

  @Override
  public void onExecuted(long sequence, List<BundleId> executed) {
    state.board().executed(sequence);
    state.inbox().putInternal(at -> new BatchExecuted(at, sequence, executed));
    onEngineTold.accept(sequence); // behind the line above: what follows reaches the engine later
  }

  @Override
  public void onCheckpoint(long sequence, Digest stateRoot) {
    state.board().checkpointed(new OwnCheckpoint(sequence, stateRoot));
    state.inbox().putInternal(at -> new CheckpointDurable(at, sequence, stateRoot));
  }

  @Override
  public void onCertified(CertifiedBatch batch) {
    state.callers().answer(batch);
    state.inbox().putInternal(at -> new ResultsCertified(at, batch.sequence()));
  }

  @Override
  public void broadcastResult(Bytes frame) {
    peering.broadcast(Lane.VOTES, frame);
  }

  @Override
  public void sendResult(int to, Bytes frame) {
    peering.send(to, Lane.VOTES, frame);
  }

  @Override
  public void onFailure(Throwable cause) {
    onFailure.accept(cause);
  }
}
