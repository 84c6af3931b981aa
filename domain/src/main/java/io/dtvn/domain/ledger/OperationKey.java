package io.dtvn.domain.ledger;

import io.dtvn.domain.ticket.OpId;
import io.dtvn.domain.ticket.Principal;

/** Under which an operation is executed once: on whose behalf, and the caller's id for it. */
public record OperationKey(Principal principal, OpId opId) {}
