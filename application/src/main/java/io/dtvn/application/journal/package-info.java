/**
 * The memory of votes: what an engine persists before it acts, framed so that loss and damage are
 * seen. Start with {@link io.dtvn.application.journal.Journal}. The rule of this package: what was
 * acknowledged is never dropped in silence; whether it is whole decides who may vote.
 */
@NullMarked
package io.dtvn.application.journal;

import org.jspecify.annotations.NullMarked;
