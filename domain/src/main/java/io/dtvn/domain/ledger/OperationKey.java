package io.dtvn.domain.ledger;

import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Principal;

/**
 * Under which an operation is executed once: on whose behalf, and the caller's id for it. Ordered
 * by id, then by the principal's canonical form; a hash map falls back on that order, so that ids
 * chosen to collide make it no slower than a tree.
 */
public record OperationKey(Principal principal, OpId opId) implements Comparable<OperationKey> {

  @Override
  public int compareTo(OperationKey other) {
    int order = opId.compareTo(other.opId);
    return order != 0 ? order : principal.encoded().compareTo(other.principal.encoded());
  }
}
