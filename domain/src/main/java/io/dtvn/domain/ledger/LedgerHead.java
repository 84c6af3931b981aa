package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Digest;

/**
 * How far a ledger has come.
 *
 * @param epoch e of the newest executed batch
 * @param sequence s of the newest executed batch; 0 before the first
 * @param blockTime the network's clock in ms; never falls
 * @param chain {@code chain(s) = SHA-256(chain(s-1) | s | d | resultsRoot)}; {@link Digest#ZERO}
 *     before the first
 */
public record LedgerHead(long epoch, long sequence, long blockTime, Digest chain) {

  /** The head of a ledger that has executed nothing. */
  public static final LedgerHead GENESIS = new LedgerHead(0, 0, 0, Digest.ZERO);
}
