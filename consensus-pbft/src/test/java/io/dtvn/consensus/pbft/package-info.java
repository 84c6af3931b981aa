/**
 * One replica at a time, as the paper describes it. Start with {@link
 * io.dtvn.consensus.pbft.Scenario}: what a replica hears, says, persists and executes. The rule of
 * this package: one test for each sentence, in the order of [CL99].
 */
@NullMarked
package io.dtvn.consensus.pbft;

import org.jspecify.annotations.NullMarked;
