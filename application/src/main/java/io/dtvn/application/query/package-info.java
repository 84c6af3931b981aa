/**
 * Answers from this node's own copy: tickets, the node itself, and what changes. Start with {@link
 * io.dtvn.application.query.StoredTickets}. The rule of this package: it reads what is stored and
 * writes nothing.
 */
@NullMarked
package io.dtvn.application.query;

import org.jspecify.annotations.NullMarked;
