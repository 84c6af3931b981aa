package io.dtvn.adapters.http;

/**
 * What all connections share.
 *
 * @param node the validator's name, shown with every answer
 */
record Door(String node, Gate gate, Load load, WebSockets webSockets, ApiMetrics metrics) {}
