package io.dtvn.consensus.pbft;

import io.dtvn.consensus.pbft.message.Seat;
import io.dtvn.consensus.pbft.normal.ReplicaState;
import io.dtvn.consensus.pbft.verify.Verifiers;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;
import io.dtvn.ports.spi.ConsensusEngine;
import io.dtvn.ports.spi.ConsensusEngineProvider;
import io.dtvn.ports.spi.MessageVerifier;

/** The engine {@code pbft}: order as long as at most f of n validators lie or are dead. */
public final class PbftEngineProvider implements ConsensusEngineProvider {

  private static final long FIRST_EPOCH = 0;

  @Override
  public String name() {
    return "pbft";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException unless {@code signer} holds the key of the validator that
   *     {@code config} names
   */
  @Override
  public ConsensusEngine engine(EngineConfig config, Signer signer) {
    Genesis genesis = config.genesis();
    if (!genesis.validators().at(config.self()).key().equals(signer.publicKey())) {
      throw new IllegalArgumentException(
          "signer: want the key of %s, found %s"
              .formatted(genesis.validators().at(config.self()), signer.publicKey()));
    }
    Seat seat = new Seat(FIRST_EPOCH, genesis.validators(), genesis.hash(), config.self(), signer);
    return new Replica(new ReplicaState(seat, genesis.parameters(), config.timing()));
  }

  @Override
  public MessageVerifier verifier(EngineConfig config, Verifier signatures) {
    return Verifiers.of(config, signatures);
  }
}
