package io.dtvn.domain.ledger;

import io.dtvn.domain.membership.Genesis;

/** The tables of the state as one batch sees and extends them. */
record StateTables(
    TicketTable tickets,
    BundleTable bundles,
    OperationTable operations,
    AnnulmentTable annulments) {

  /** Over {@code state}, for batch {@code sequence}. */
  static StateTables over(LedgerState state, long sequence, Genesis genesis) {
    return new StateTables(
        new TicketTable(state),
        new BundleTable(state),
        new OperationTable(state, sequence, genesis.parameters().operationRetention()),
        new AnnulmentTable(state));
  }
}
