package io.dtvn.ports.spi;

import io.dtvn.domain.membership.Genesis;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;

/** A consensus protocol as a value machine, and the stateless checks that go before it. */
public interface ConsensusEngineProvider extends Provider {

  /** A fresh engine; its first event must be {@link Event.Started}. */
  ConsensusEngine engine(EngineConfig config, Signer signer);

  /** The checks for that engine's messages; thread-safe, shared by the verification pool. */
  MessageVerifier verifier(EngineConfig config, Verifier signatures);

  /**
   * What an engine needs to know before its first event.
   *
   * @param genesis the network
   * @param self index of this validator in the set of epoch 0
   * @param timing local delays
   */
  record EngineConfig(Genesis genesis, int self, EngineTiming timing) {}
}
