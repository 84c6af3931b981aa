/**
 * What a replica must not forget, as records of the journal, and what a new life makes of them.
 * Start with {@link io.dtvn.consensus.pbft.journal.JournalRecord}. The rule of this package: a
 * record is written before the message that it stands for leaves ([CL99] §4.2 assumes a memory that
 * survives).
 */
@NullMarked
package io.dtvn.consensus.pbft.journal;

import org.jspecify.annotations.NullMarked;
