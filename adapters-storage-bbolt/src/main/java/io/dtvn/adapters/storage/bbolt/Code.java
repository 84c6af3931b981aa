package io.dtvn.adapters.storage.bbolt;

/** What came of a call; in the order of {@code src/main/go/failure.go}. */
enum Code {
  FINE,
  /** The medium or the system failed. */
  FAILED,
  /** What is stored is not what was stored. */
  DAMAGED,
  /** Another user has the file. */
  HELD,
  /** We broke the rules of a frame. */
  MALFORMED,
  /** The frame; the number says how many bytes are wanted. */
  TOO_SMALL,
  /** The file has other buckets; the text names them. */
  OTHER_BUCKETS,
  /** The file is none of bbolt's. */
  NO_BOLT,
  /** The work was given up and nothing came of it. */
  UNCHANGED,
  /** A panic, or a page that cannot be read. */
  FAULT,
  /** The file must be mapped anew and readers are in the way. */
  CROWDED;

  private static final Code[] ALL = values();

  static Code of(int number) {
    if (number < 0 || number >= ALL.length) {
      throw new IllegalStateException("code: want 0 to %d, found %d".formatted(ALL.length, number));
    }
    return ALL[number];
  }
}
