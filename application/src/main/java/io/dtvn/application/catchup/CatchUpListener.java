package io.dtvn.application.catchup;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.spi.CommittedBatch;
import io.dtvn.ports.spi.Verified;

/** Who takes what a peer's archive brings. Called under the reader's lock; must not block. */
public interface CatchUpListener {

  /** The next batch; never more than the window's length ahead of what is executed. */
  void onBatch(Verified<CommittedBatch> batch);

  /** A RESULT frame for a batch that comes next; its signature is not checked. */
  void onResult(Bytes frame);

  /** Begins to read the archive of {@code peer} from batch {@code from} on. */
  void onStarted(int peer, long from);

  /** The archive of {@code peer} has nothing newer than {@code last}; {@code batches} came. */
  void onFinished(int peer, long last, long batches);

  /** The archive of {@code peer} said what no correct one says. */
  void onBadArchive(int peer, String reason);
}
