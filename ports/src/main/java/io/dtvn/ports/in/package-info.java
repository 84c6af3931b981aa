/**
 * What can be asked of a node: one interface per use case. Start with {@link
 * io.dtvn.ports.in.UseCases}, which holds them all, and {@link io.dtvn.ports.in.Answer}. The rule
 * of this package: a mutation's answer is the ledger's; a failed stage says what the caller may
 * conclude ({@link io.dtvn.ports.out.OrderingException}).
 */
@NullMarked
package io.dtvn.ports.in;

import org.jspecify.annotations.NullMarked;
