package io.dtvn.application.host;

import io.dtvn.application.execution.BatchExecution;
import io.dtvn.application.peering.PeerInput;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork.Lane;

/** Turns what members send into work for the pool, the executor and the loop. */
final class PeerEvents implements PeerInput {

  private final HostState state;
  private final VerificationPool pool;
  private final BatchExecution execution;
  private final CatchUpRoom catchUp;

  PeerEvents(
      HostState state, VerificationPool pool, BatchExecution execution, CatchUpRoom catchUp) {
    this.state = state;
    this.catchUp = catchUp;
    this.pool = pool;
    this.execution = execution;
  }

  @Override
  public void onEngineFrame(int from, Lane lane, Bytes frame) {
    pool.put(from, lane, frame);
  }

  @Override
  public void onResultFrame(int from, Bytes frame) {
    execution.resultReceived(from, frame);
  }

  @Override
  public void onArchiveFetch(int from, Bytes frame) {
    catchUp.server().onFetch(from, frame);
  }

  @Override
  public void onArchiveData(int from, Bytes frame) {
    if (catchUp.reader().admits(from, frame)) {
      pool.put(from, Lane.REPAIR, frame);
    } else {
      state.meters().discarded("ARCHIVE_NOT_ASKED_FOR");
    }
  }

  @Override
  public void onConnected(int peer) {
    state.operator().connected(peer);
    state.links().connected(peer);
  }

  @Override
  public void onDisconnected(int peer) {
    state.operator().disconnected(peer);
    catchUp.reader().onDisconnected(peer);
    state.links().disconnected(peer);
  }
}
