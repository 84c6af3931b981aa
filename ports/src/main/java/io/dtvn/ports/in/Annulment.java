package io.dtvn.ports.in;

import io.dtvn.domain.ticket.Action.AnnulReason;
import io.dtvn.domain.ticket.OpId;
import java.util.Optional;

/** Which admission is taken back, and why. */
public record Annulment(OpId admission, Optional<AnnulReason> reason) {}
