package io.dtvn.consensus.pbft.wire;

import io.dtvn.domain.codec.MalformedException;

/**
 * The second byte of every frame and of every stored certificate. A number is never given twice.
 */
enum FrameType {
  REQUEST(1),
  PRE_PREPARE(2),
  PREPARE(3),
  COMMIT(4),
  CHECKPOINT(5),
  FORWARD(7),
  STATUS(8),
  FETCH_BODY(9),
  FETCH_STABLE_CHECKPOINT(10),
  FETCH_VOTES_OF_MINE(11),
  BODY(12),
  STABLE_CHECKPOINT(13),
  VOTES_OF_YOURS(14),
  PREPARED_CERTIFICATE(32),
  COMMIT_CERTIFICATE(33),
  CHECKPOINT_CERTIFICATE(34);

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static FrameType of(int code) {
    for (FrameType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new MalformedException("frame: want a known type, found " + code);
  }
}
