package io.dtvn.application.journal;

import io.dtvn.domain.codec.MalformedException;

/** Who wrote a record and what for. */
enum RecordType {
  /** The host's: whose journal this is. */
  BIRTH(1),
  /** The engine's: opaque here. */
  ENGINE(2),
  /** The host's: acknowledged records were found missing; the payload says how. */
  LOST(3);

  private final int code;

  RecordType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static RecordType of(int code) {
    for (RecordType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new MalformedException("record type: want 1 to 3, found " + code);
  }
}
