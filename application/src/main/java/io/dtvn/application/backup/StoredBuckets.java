package io.dtvn.application.backup;

import io.dtvn.application.journal.Journal;
import io.dtvn.application.store.Buckets;
import io.dtvn.ports.out.Bucket;
import java.util.List;
import java.util.stream.Stream;

/** Everything that a node's store has. */
public final class StoredBuckets {

  /** Ledger, archive, tickets' data, and the journal. */
  public static final List<Bucket> ALL =
      Stream.concat(Buckets.ALL.stream(), Stream.of(Journal.BUCKET)).toList();

  private StoredBuckets() {}
}
