package io.dtvn.application.execution;

import io.dtvn.domain.ledger.Execution;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.Quorum;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;
import java.util.function.Consumer;

/**
 * What the executor needs to know.
 *
 * @param genesis the network
 * @param self index of this validator
 * @param signer signs this validator's results
 * @param verifier checks those of others
 * @param watch told of every executed batch once it is stored, on the executor's thread; must not
 *     block
 */
public record ExecutionPlan(
    Genesis genesis, int self, Signer signer, Verifier verifier, Consumer<Execution> watch) {

  Quorum quorum() {
    return genesis.validators().quorum();
  }

  /** L: how many batches may be outstanding. */
  int window() {
    return genesis.parameters().window();
  }
}
