package io.dtvn.application.node;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.Validator;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.ConsensusEngineProvider;
import io.dtvn.ports.spi.EngineTiming;
import io.dtvn.ports.spi.NetworkProvider;
import io.dtvn.ports.spi.NetworkProvider.Endpoint;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Everything that makes a node: what was configured, and the plug-ins that were chosen.
 *
 * @param genesis the network
 * @param self index of this validator in the genesis
 * @param signer its key
 * @param verifier checks everybody's signatures
 * @param dataKey 32 secret bytes under which tickets' data is committed to, one per organisation
 * @param dataFolder everything that this node keeps; made if it is missing
 * @param storage the store
 * @param network the links to other validators
 * @param endpoint where it listens for them, and whom it looks for
 * @param engine the consensus protocol
 * @param timing the engine's local delays
 * @param developmentKeys whether the key was derived from a name
 * @param mayBeFirstStart whether an empty data folder may be taken for this validator's first
 *     start; otherwise whoever finds one has lost its journal and may not vote
 * @param implicitIssue whether a VALIDATE of an unknown ticket issues it first
 * @param lockPatience how long to wait for another process to let go of the data folder
 * @param drainPatience how long a stop waits for operations in flight
 * @param metrics where the node's numbers go
 */
public record NodePlan(
    Genesis genesis,
    int self,
    Signer signer,
    Verifier verifier,
    Bytes dataKey,
    Path dataFolder,
    StoragePlan storage,
    NetworkProvider network,
    Endpoint endpoint,
    ConsensusEngineProvider engine,
    EngineTiming timing,
    boolean developmentKeys,
    boolean mayBeFirstStart,
    boolean implicitIssue,
    Duration lockPatience,
    Duration drainPatience,
    Metrics metrics) {

  /**
   * Checks that the key is that of the member.
   *
   * @throws IllegalArgumentException if it is not
   */
  public NodePlan {
    Validator member = genesis.validators().at(self);
    if (!signer.publicKey().equals(member.key())) {
      throw new IllegalArgumentException(
          "validator %s: want the key %s of the genesis, found %s; check the key and the id"
              .formatted(member.id(), member.key().hex(), signer.publicKey().hex()));
    }
  }

  /** This validator. */
  Validator me() {
    return genesis.validators().at(self);
  }
}
