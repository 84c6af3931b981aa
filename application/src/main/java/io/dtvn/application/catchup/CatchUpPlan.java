package io.dtvn.application.catchup;

import io.dtvn.ports.out.Clock;
import io.dtvn.ports.spi.MessageVerifier;
import java.time.Duration;

/**
 * What a reader of archives needs.
 *
 * @param verifier checks the batches
 * @param link to the servers
 * @param clock the time
 * @param lag T_lag: a server that is silent for so long may be left for another
 * @param window L: how far batches may be ahead of what is executed
 * @param firstStream the first stream's id, different in each life
 */
public record CatchUpPlan(
    MessageVerifier verifier,
    ArchiveLink link,
    Clock clock,
    Duration lag,
    int window,
    long firstStream) {}
