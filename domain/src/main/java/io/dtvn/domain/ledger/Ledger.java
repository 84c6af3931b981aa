package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.CanonicalDigest;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.membership.Genesis;
import io.dtvn.domain.membership.Validator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The replicated state machine: what an ordered batch does to the tickets. A pure function of the
 * batch, its sequence number and the state before, so every validator that applies one log reaches
 * one state. Holds the genesis only; safe for use by several threads.
 *
 * <p>A batch is executed so: block time moves to the later of its own and the batch's; holds that
 * have ended by then are given back; then each bundle, and in it each operation, in order. No
 * outcome depends on anything but what stood before it.
 *
 * <p>An exception means that this replica is broken, never that an operation is refused: it must
 * stop.
 */
public final class Ledger {

  private final Genesis genesis;

  /** A ledger of the network {@code genesis}. */
  public Ledger(Genesis genesis) {
    this.genesis = genesis;
  }

  /**
   * Executes {@code batch} as number {@code sequence} on {@code state}. Changes nothing: what is to
   * be written is in the result.
   *
   * @throws IllegalStateException if the batch is not the next of the state's epoch
   */
  public Execution apply(long sequence, Batch batch, LedgerState state) {
    LedgerHead before = state.head();
    if (sequence != before.sequence() + 1 || batch.header().epoch() != before.epoch()) {
      throw new IllegalStateException(
          "ledger: want batch %d of epoch %d, found batch %d of epoch %d"
              .formatted(before.sequence() + 1, before.epoch(), sequence, batch.header().epoch()));
    }
    return new BatchRun(genesis, batch, state).run();
  }

  /** The state tree of a ledger that has executed nothing: key to value. */
  public SortedMap<Digest, Digest> genesisLeaves() {
    CanonicalDigest digest = new CanonicalDigest();
    SortedMap<Digest, Digest> leaves = new TreeMap<>();
    leaves.put(StateKeys.configuration(), configuration(digest));
    LedgerHeadCodec.write(LedgerHead.GENESIS, digest.begin());
    leaves.put(StateKeys.head(), digest.end());
    return leaves;
  }

  /** Digest of the epoch's configuration: epoch, genesis, members. */
  private Digest configuration(CanonicalDigest digest) {
    Digest genesisHash = genesis.hash();
    CanonicalWriter out = digest.begin().u64(LedgerHead.GENESIS.epoch()).digest(genesisHash);
    out.u32(genesis.validators().size());
    for (Validator member : genesis.validators().members()) {
      out.text(member.id().value()).key(member.key());
    }
    return digest.end();
  }
}
