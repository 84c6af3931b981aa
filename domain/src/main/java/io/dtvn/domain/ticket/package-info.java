/**
 * One ticket: its states, the operations that change it, the refusals, and the transition function.
 * Start with {@link io.dtvn.domain.ticket.Operation}. The rule of this package: an operation is
 * judged only against the ticket it finds and the block time it is given.
 */
@NullMarked
package io.dtvn.domain.ticket;

import org.jspecify.annotations.NullMarked;
