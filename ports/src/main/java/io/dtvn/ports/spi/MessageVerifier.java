package io.dtvn.ports.spi;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.ports.out.PeerNetwork.Lane;
import java.util.Optional;

/**
 * The checks of an engine's messages that need no state of the engine: size, structure, membership,
 * window, completed phase, signatures, in this order. Thread-safe; runs in the verification pool.
 */
public interface MessageVerifier {

  /**
   * Decodes and checks a frame that the member with index {@code from} sent.
   *
   * @param from index of the authenticated sender, 0 to n-1
   * @param lane where it came: a message in a lane that is not its own is refused unread, or a
   *     flood of one kind would push out all others
   * @param frame at most one frame
   */
  Verdict verify(int from, Lane lane, Bytes frame);

  /** Checks a bundle of this node's own gateway. */
  BundleVerdict verify(Bundle bundle);

  /**
   * Checks a batch of a peer's archive: its proof is valid and speaks of this batch at this place.
   * Those who signed the proof have checked the clients' signatures.
   *
   * @param claimed anything may stand in it
   * @return the batch as a checked one; empty if anything is wrong
   */
  Optional<Verified<CommittedBatch>> verify(CommittedBatch claimed);

  /**
   * Takes over what the engine published, so that votes for completed phases and outside the window
   * are dropped unverified.
   */
  void onPublished(Effect.Publish published);

  /** What the checks found. */
  sealed interface Verdict {

    /** All checks passed. */
    record Accepted(Verified<? extends EngineMessage> message) implements Verdict {}

    /** A check failed. {@code byFault}: no correct sender sends this. */
    record Rejected(String reason, boolean byFault) implements Verdict {}
  }

  /** What the checks of a bundle found. */
  sealed interface BundleVerdict {

    /** All checks passed. */
    record Accepted(Verified<Bundle> bundle) implements BundleVerdict {}

    /** A check failed. */
    record Rejected(String reason) implements BundleVerdict {}
  }
}
