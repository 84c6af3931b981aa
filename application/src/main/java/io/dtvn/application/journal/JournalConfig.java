package io.dtvn.application.journal;

import io.dtvn.ports.out.KeyValueStore;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to open a journal.
 *
 * @param store where its bucket is
 * @param note the file beside the store that notes the newest durable LSN; empty for a store that
 *     does not outlive the process
 * @param owner whose journal it must be; its nonce is used for a birth
 * @param mayBeBorn whether an empty journal is a first start: nothing else is in the folder, and
 *     the key cannot have voted before
 * @param alone whether there is no other validator who could keep this one from harm: then a
 *     journal that is not whole refuses the start
 */
public record JournalConfig(
    KeyValueStore store,
    Optional<Path> note,
    JournalOwner owner,
    boolean mayBeBorn,
    boolean alone) {}
