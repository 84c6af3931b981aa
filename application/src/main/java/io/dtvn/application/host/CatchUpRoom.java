package io.dtvn.application.host;

import io.dtvn.application.catchup.ArchiveReader;
import io.dtvn.application.catchup.ArchiveServer;
import io.dtvn.application.catchup.CatchUpListener;
import io.dtvn.application.catchup.CatchUpPlan;
import io.dtvn.application.execution.BatchExecution;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Event.Fetched;
import io.dtvn.ports.spi.Verified;
import java.util.function.Consumer;

/** Reading others' archives and serving the own one, tied to the rest of the host. */
record CatchUpRoom(ArchiveReader reader, ArchiveServer server) {

  static CatchUpRoom of(
      HostParts parts, HostState state, BatchExecution execution, Consumer<Throwable> onFailure) {
    CatchUpPlan plan =
        new CatchUpPlan(
            parts.verifier(),
            (peer, frame) -> parts.peering().send(peer, Lane.REPAIR, frame),
            parts.clock(),
            parts.timing().lag(),
            parts.window(),
            parts.nonce());
    return new CatchUpRoom(
        new ArchiveReader(plan, new Listener(state, execution)),
        new ArchiveServer(
            parts.archive(),
            (peer, frame) -> parts.peering().send(peer, Lane.REPAIR, frame),
            parts.clock(),
            onFailure));
  }

  /** Passes on what comes. Batches go the way of own events: they are bounded and in order. */
  private record Listener(HostState state, BatchExecution execution) implements CatchUpListener {

    @Override
    public void onBatch(Verified<CommittedBatch> batch) {
      state.inbox().putInternal(at -> new Fetched(at, batch));
    }

    @Override
    public void onResult(Bytes frame) {
      execution.resultShown(frame);
    }

    @Override
    public void onStarted(int peer, long from) {
      state.operator().catchesUp(peer, from);
    }

    @Override
    public void onFinished(int peer, long last, long batches) {
      state.operator().caughtUp(peer, last, batches);
    }

    @Override
    public void onBadArchive(int peer, String reason) {
      state.meters().discarded("BAD_ARCHIVE");
      state.operator().badArchive(peer, reason);
    }
  }
}
