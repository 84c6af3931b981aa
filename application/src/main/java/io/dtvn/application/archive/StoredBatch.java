package io.dtvn.application.archive;

import io.dtvn.domain.codec.Bytes;
import java.util.List;

/**
 * An executed batch as it lies in the archive, nothing of it decoded.
 *
 * @param epoch e
 * @param view v of its certificate
 * @param body the batch in its canonical form
 * @param certificate the engine's proof that it is ordered at its place
 * @param results the RESULT frames that are held, by member
 */
public record StoredBatch(
    long epoch, long view, Bytes body, Bytes certificate, List<Bytes> results) {

  /** Copies the results. */
  public StoredBatch {
    results = List.copyOf(results);
  }

  /** How many bytes its variable parts have. */
  public int bytes() {
    return body.length() + certificate.length() + results.stream().mapToInt(Bytes::length).sum();
  }
}
