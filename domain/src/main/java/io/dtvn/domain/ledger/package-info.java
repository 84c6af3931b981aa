/**
 * Applies the ordered batches: exactly-once tables, block time, one outcome per operation, the
 * leaves of results and state. Start with {@link io.dtvn.domain.ledger.Ledger}. The rule of this
 * package: what is neither in the state nor in the batch does not exist.
 */
@NullMarked
package io.dtvn.domain.ledger;

import org.jspecify.annotations.NullMarked;
