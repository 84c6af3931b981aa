package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.bbolt.Exchange.Request;
import io.dtvn.ports.out.ForeignStore;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.spi.ForeignStoreProvider;

/**
 * Reads files of bbolt, once called BoltDB, that other programs wrote. Such files have no checksums
 * but those of their two roots; that every page is where bbolt will look for it is proved at the
 * opening, so that a damaged file cannot end the process. Nested buckets are refused when a scan
 * meets one.
 */
public final class BboltFileProvider implements ForeignStoreProvider {

  private static final int LOCK_WAIT_MILLIS = 1_000;

  /** Does nothing; the native library is loaded when a file is opened. */
  public BboltFileProvider() {}

  @Override
  public String name() {
    return "boltdb";
  }

  @Override
  public ForeignStore open(String file) {
    Shim.load();
    int bytes = 2 * Integer.BYTES + 4 * file.length();
    Request request =
        new Request(
            Shim::dtvnOpenForeign, 0, bytes, frame -> frame.put(LOCK_WAIT_MILLIS).put(file));
    try {
      return new ForeignFile(file, Exchange.ask(request, Frame::number));
    } catch (BboltException e) {
      throw refusal(file, e);
    }
  }

  /** What can be done about a file of another program. */
  static StorageException refusal(String file, BboltException e) {
    String found =
        switch (e.code()) {
          case HELD -> "it held by a running process; stop that one";
          case NO_BOLT -> "'%s'; give the path of a BoltDB file".formatted(e.getMessage());
          case DAMAGED -> "it damaged (%s); give another copy".formatted(e.getMessage());
          default -> "'%s'; give the path of a file that can be read".formatted(e.getMessage());
        };
    return new StorageException(
        "file %s: want to read it as a BoltDB file, found %s".formatted(file, found), e);
  }
}
