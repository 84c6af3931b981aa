package io.dtvn.domain.proof;

/** What a signature stands under; its number keeps one kind from passing as another. */
public enum SignedType {
  /** A bundle of operations, by its gateway. */
  REQUEST(1),
  /** A proposal, by the primary. */
  PRE_PREPARE(2),
  /** A backup's first vote. */
  PREPARE(3),
  /** A validator's second vote. */
  COMMIT(4),
  /** A state root at a checkpoint. */
  CHECKPOINT(5),
  /** The root over the outcomes of one batch. */
  RESULT(6);

  private final int code;

  SignedType(int code) {
    this.code = code;
  }

  /** The number in the signature input. */
  public int code() {
    return code;
  }
}
