package io.dtvn.adapters.http;

import io.dtvn.domain.ticket.ActionType;
import io.dtvn.domain.ticket.TicketId;
import io.dtvn.ports.in.Call;

/** What a caller wants done with which ticket. */
record Intent(ActionType type, TicketId ticket, Call call) {}
