package io.dtvn.application.store;

import io.dtvn.ports.out.Bucket;
import java.util.List;

/** The buckets of ledger, archive and tickets' data; the journal has one of its own. */
public final class Buckets {

  /** Ticket id to ticket. */
  public static final Bucket TICKETS = new Bucket("tickets");

  /** Ticket id and number to history entry. */
  public static final Bucket HISTORY = new Bucket("history");

  /** Limit and ticket id of every hold that ends by itself; no value. */
  public static final Bucket HOLDS = new Bucket("holds");

  /** Gateway's key to its table of executed bundles. */
  public static final Bucket BUNDLES = new Bucket("bundles");

  /** Operation id and principal to where the operation was executed. */
  public static final Bucket OPERATIONS = new Bucket("operations");

  /** Sequence number to the keys in {@link #OPERATIONS} that its batch added. */
  public static final Bucket OPERATION_SLOTS = new Bucket("operation_slots");

  /** The leaves of the state tree at the newest checkpoint: key to value hash. */
  public static final Bucket LEAVES = new Bucket("leaves");

  /** Who takes admissions back to how often. */
  public static final Bucket ANNULMENTS = new Bucket("annulments");

  /** Sequence number and key to value hash: what changed since that checkpoint. */
  public static final Bucket LEAF_CHANGES = new Bucket("leaf_changes");

  /** Sequence number and part to a part of an executed batch. */
  public static final Bucket ARCHIVE = new Bucket("archive");

  /** Sequence number to the certificate of a stable checkpoint. */
  public static final Bucket CHECKPOINTS = new Bucket("checkpoints");

  /** Single values: how far ledger, tree and results have come, counts. */
  public static final Bucket METADATA = new Bucket("metadata");

  /** Ticket id and commitment to the data that this node holds. */
  public static final Bucket DATA = new Bucket("data");

  /** All of them. */
  public static final List<Bucket> ALL =
      List.of(
          TICKETS,
          HISTORY,
          HOLDS,
          BUNDLES,
          OPERATIONS,
          OPERATION_SLOTS,
          ANNULMENTS,
          LEAVES,
          LEAF_CHANGES,
          ARCHIVE,
          CHECKPOINTS,
          METADATA,
          DATA);

  private Buckets() {}
}
