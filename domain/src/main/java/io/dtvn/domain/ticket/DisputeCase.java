package io.dtvn.domain.ticket;

/**
 * The open case of a frozen ticket.
 *
 * @param opId the DISPUTE that opened it
 * @param priorState where the ticket stood
 * @param since block time in ms
 */
public record DisputeCase(OpId opId, TicketState priorState, long since) {}
