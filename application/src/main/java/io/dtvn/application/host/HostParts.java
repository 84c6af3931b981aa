package io.dtvn.application.host;

import io.dtvn.application.archive.Archive;
import io.dtvn.application.execution.BatchExecution;
import io.dtvn.application.execution.ExecutionListener;
import io.dtvn.application.journal.JournalOpening;
import io.dtvn.application.peering.Peering;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.out.Clock;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.ConsensusEngine;
import io.dtvn.ports.spi.EngineTiming;
import io.dtvn.ports.spi.MessageVerifier;
import java.util.function.Function;

/**
 * What a host is put together from.
 *
 * @param members the validators
 * @param self this one's index
 * @param engine fresh; the host alone calls it
 * @param verifier the checks that go before it
 * @param timing delays, for judging whether requests are overdue
 * @param journal what was found at its opening; closed by the host
 * @param execution makes the executor, which reports to the listener given; closed by the host
 * @param archive what is executed; read to serve late members
 * @param window L
 * @param peering the links; closed by the host
 * @param clock the time
 * @param genesisRoot root of the state before the first batch
 * @param metrics where its numbers go
 * @param nonce new at each start
 */
public record HostParts(
    ValidatorSet members,
    int self,
    ConsensusEngine engine,
    MessageVerifier verifier,
    EngineTiming timing,
    JournalOpening journal,
    Function<ExecutionListener, BatchExecution> execution,
    Archive archive,
    int window,
    Peering peering,
    Clock clock,
    Digest genesisRoot,
    Metrics metrics,
    long nonce) {}
