package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.ledger.Bundle;
import io.dtvn.ports.out.PeerNetwork.Lane;

/** A gateway's own bundle, told to all by that gateway's replica. */
public record RequestMessage(Bundle bundle) implements PbftMessage {

  @Override
  public Lane lane() {
    return Lane.REQUESTS;
  }
}
