package io.dtvn.application.host;

import io.dtvn.application.execution.BatchExecution;
import io.dtvn.application.peering.PeerInput;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.PeerNetwork.Lane;
import io.dtvn.ports.spi.Event.PeerConnected;
import io.dtvn.ports.spi.Event.PeerDisconnected;

/** Turns what members send into work for the pool, the executor and the loop. */
final class PeerEvents implements PeerInput {

  private final HostState state;
  private final VerificationPool pool;
  private final BatchExecution execution;

  PeerEvents(HostState state, VerificationPool pool, BatchExecution execution) {
    this.state = state;
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
  public void onConnected(int peer) {
    state.operator().connected(peer);
    state.inbox().putInternal(at -> new PeerConnected(at, peer));
  }

  @Override
  public void onDisconnected(int peer) {
    state.operator().disconnected(peer);
    state.inbox().putInternal(at -> new PeerDisconnected(at, peer));
  }
}
