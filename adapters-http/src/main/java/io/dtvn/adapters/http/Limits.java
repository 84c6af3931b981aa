package io.dtvn.adapters.http;

import java.time.Duration;

/**
 * How much the server takes, so that no number of callers costs more than a known amount of memory.
 *
 * @param connections open connections from which requests are taken; to as many again each request
 *     is answered with BUSY, further ones are closed at once
 * @param connectionsOfAddress open connections from one address that is not this machine's own
 * @param requestsInFlight requests that wait for their answer
 * @param webSockets open WebSockets
 * @param bodyBytes largest body
 * @param batchBytes largest body of a batch
 * @param bodyBytesInFlight over all bodies that are being read or answered
 * @param answerBytesInFlight over all large answers that are not yet sent
 * @param requestWithin from a free connection to a whole head, and from there to a whole body
 * @param answerWithin from a whole request to its answer's last byte
 * @param drainWithin how long running calls may finish when the server closes
 */
record Limits(
    int connections,
    int connectionsOfAddress,
    int requestsInFlight,
    int webSockets,
    int bodyBytes,
    int batchBytes,
    long bodyBytesInFlight,
    long answerBytesInFlight,
    Duration requestWithin,
    Duration answerWithin,
    Duration drainWithin) {

  /** The longest request line, in bytes. */
  static final int REQUEST_LINE_BYTES = 4096;

  /** All headers of a request together, in bytes. */
  static final int HEADER_BYTES = 8192;

  private static final int MIB = 1 << 20;

  /** The limits of a node; those on memory follow the size of the heap. */
  static Limits standard() {
    long heap = Runtime.getRuntime().maxMemory();
    return new Limits(
        8192,
        1024,
        4096,
        4096,
        MIB,
        4 * MIB,
        Math.max(16L * MIB, heap / 8),
        Math.max(64L * MIB, heap / 4),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10));
  }
}
