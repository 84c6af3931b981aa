package io.dtvn.application.archive;

import io.dtvn.application.store.Keys;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Scan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the parts of one batch after the other together while a scan walks over them. */
final class StoredParts {

  private enum Part {
    BODY,
    CERTIFICATE,
    HEADER
  }

  private final Scan scan;
  private Scan.@Nullable Entry ahead;

  StoredParts(Scan scan) {
    this.scan = scan;
    advance();
  }

  /** Batch {@code sequence}, the next one of the scan. */
  StoredBatch batch(long sequence) {
    EnumMap<Part, Bytes> parts = new EnumMap<>(Part.class);
    List<Bytes> results = new ArrayList<>();
    for (Scan.Entry at = ahead; at != null && Keys.sequence(at.key()) == sequence; at = ahead) {
      int part = Keys.archivePart(at.key());
      switch (part) {
        case Archive.BODY -> parts.put(Part.BODY, at.value());
        case Archive.CERTIFICATE -> parts.put(Part.CERTIFICATE, at.value());
        case Archive.HEADER -> parts.put(Part.HEADER, at.value());
        default -> {
          if (part >= Archive.RESULTS) {
            results.add(at.value());
          }
        }
      }
      advance();
    }
    Bytes body = parts.get(Part.BODY);
    Bytes certificate = parts.get(Part.CERTIFICATE);
    Bytes header = parts.get(Part.HEADER);
    if (body == null || certificate == null || header == null) {
      throw Archive.missing(sequence).get();
    }
    ExecutionHeader facts = ExecutionHeader.decode(header);
    return new StoredBatch(facts.epoch(), facts.view(), body, certificate, results);
  }

  private void advance() {
    ahead = scan.hasNext() ? scan.next() : null;
  }
}
