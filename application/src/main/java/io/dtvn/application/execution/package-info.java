/**
 * Executes committed batches on the ledger, stores what they change, signs the results and collects
 * those of others. Start with {@link io.dtvn.application.execution.BatchExecution}. The rule of
 * this package: one atomic write per batch, and nothing here decides an order.
 */
@NullMarked
package io.dtvn.application.execution;

import org.jspecify.annotations.NullMarked;
