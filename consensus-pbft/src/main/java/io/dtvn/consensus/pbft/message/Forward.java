package io.dtvn.consensus.pbft.message;

import io.dtvn.domain.ledger.Bundle;
import io.dtvn.ports.out.PeerNetwork.Lane;

/** Another gateway's bundle, passed on to the primary. */
public record Forward(Bundle bundle) implements PbftMessage {

  @Override
  public Lane lane() {
    return Lane.REQUESTS;
  }
}
