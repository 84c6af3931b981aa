package io.dtvn.application.journal;

import io.dtvn.domain.codec.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What was found when a journal was opened.
 *
 * @param journal ready to be appended to
 * @param payloads the engine's records in order
 * @param born whether this start wrote the birth record
 * @param notWhole why this validator may not vote; empty: the journal has its birth record and no
 *     gap
 * @param tornTail whether a torn record at the end was cut
 */
public record JournalOpening(
    Journal journal,
    List<Bytes> payloads,
    boolean born,
    Optional<String> notWhole,
    boolean tornTail) {

  /** Copies the payloads. */
  public JournalOpening {
    payloads = List.copyOf(payloads);
  }
}
