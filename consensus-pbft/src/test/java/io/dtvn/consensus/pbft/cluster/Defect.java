package io.dtvn.consensus.pbft.cluster;

/** A planted mistake of the host around the engine: the observer must catch each. */
public enum Defect {
  /** The host does what it should. */
  NONE,
  /** Messages leave before the records ahead of them are durable. */
  SENDS_BEFORE_SYNC,
  /** A crash loses records that were synced. */
  LOSES_SYNCED_RECORDS,
  /** Every signature passes. */
  SIGNATURES_UNCHECKED,
  /** One replica's ledger leaves out the last bundle of some batches. */
  EXECUTES_OTHERWISE
}
