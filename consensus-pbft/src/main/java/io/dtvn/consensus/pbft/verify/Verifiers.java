package io.dtvn.consensus.pbft.verify;

import io.dtvn.ports.crypto.Verifier;
import io.dtvn.ports.spi.ConsensusEngineProvider.EngineConfig;
import io.dtvn.ports.spi.MessageVerifier;

/** Makes the checks of one network. What it returns is thread-safe. */
public final class Verifiers {

  private Verifiers() {}

  /** The checks of frames and of this node's own bundles, as validator {@code config.self()}. */
  public static MessageVerifier of(EngineConfig config, Verifier signatures) {
    return new PbftMessageVerifier(config, new SignatureChecks(config.genesis(), signatures));
  }

  /** The checks of certificates that stand alone, as an archive keeps them. */
  public static CertificateVerifier certificates(EngineConfig config, Verifier signatures) {
    return new CertificateVerifier(
        config.genesis().validators(), new SignatureChecks(config.genesis(), signatures));
  }
}
