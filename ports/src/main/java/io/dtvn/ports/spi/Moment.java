package io.dtvn.ports.spi;

/**
 * When an event happened.
 *
 * @param monotonicMillis for deadlines; only moves forward within one run
 * @param wallMillis milliseconds since 1970 UTC; may be wrong and may jump
 */
public record Moment(long monotonicMillis, long wallMillis) {}
