package io.dtvn.ports.spi;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.ledger.Batch;

/**
 * A batch with the proof that it was ordered at its sequence number.
 *
 * @param epoch e
 * @param view v in which the votes of the proof were cast
 * @param sequence s
 * @param batch the body
 * @param certificate the engine's proof, in its own canonical form; the archive keeps it
 */
public record CommittedBatch(
    long epoch, long view, long sequence, Batch batch, Bytes certificate) {}
