package io.dtvn.adapters.storage.bbolt;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.dtvn.ports.out.StorageException;
import java.io.File;
import java.io.IOException;

/**
 * The functions of {@code src/main/go/main.go}. Each takes a handle and a {@link Frame} of so many
 * bytes and returns a {@link Code}.
 */
final class Shim {

  private static final String LIBRARY = "dtvnbbolt";

  private static boolean isLoaded;

  private Shim() {}

  static native int dtvnCreate(long none, Pointer frame, long bytes);

  static native int dtvnOpen(long none, Pointer frame, long bytes);

  static native int dtvnOpenForeign(long none, Pointer frame, long bytes);

  static native int dtvnClose(long store, Pointer frame, long bytes);

  static native int dtvnWrite(long store, Pointer frame, long bytes);

  static native int dtvnRead(long reader, Pointer frame, long bytes);

  static native int dtvnSnapshot(long store, Pointer frame, long bytes);

  static native int dtvnSnapshotEnd(long snapshot, Pointer frame, long bytes);

  static native int dtvnScan(long reader, Pointer frame, long bytes);

  static native int dtvnScanPage(long scan, Pointer frame, long bytes);

  static native int dtvnScanEnd(long scan, Pointer frame, long bytes);

  static native int dtvnCompact(long store, Pointer frame, long bytes);

  static native int dtvnCheck(long store, Pointer frame, long bytes);

  static native int dtvnStatistics(long store, Pointer frame, long bytes);

  static native int dtvnBuckets(long reader, Pointer frame, long bytes);

  /**
   * Loads the library unless that was done. It stays until the process ends: Go cannot be unloaded.
   *
   * @throws StorageException if this program was built without it, or it cannot be loaded here
   */
  static synchronized void load() {
    if (isLoaded) {
      return;
    }
    checkBuilt(Shim.class.getClassLoader());
    try {
      File file = Native.extractFromResourcePath(LIBRARY, Shim.class.getClassLoader());
      Native.register(Shim.class, NativeLibrary.getInstance(file.getPath()));
      isLoaded = true;
    } catch (IOException | LinkageError e) {
      throw new StorageException(
          "boltdb: want its native library in the folder for temporary files, found '%s'; let"
                  .formatted(e.getMessage())
              + " java.io.tmpdir name a folder that is writable and may hold programs",
          e);
    }
  }

  /** Whether this program has the library for this machine. */
  static boolean isBuilt() {
    return isBuilt(Shim.class.getClassLoader());
  }

  /** Asserts that {@code program} has the library for this machine. */
  static void checkBuilt(ClassLoader program) {
    if (!isBuilt(program)) {
      throw new StorageException(
          "boltdb: want the bbolt library for %s in this program, found it built without; install"
                  .formatted(Platform.RESOURCE_PREFIX)
              + " Go 1.23 or newer (https://go.dev/dl) and a C compiler and build again, or choose"
              + " another storage.type");
    }
  }

  private static boolean isBuilt(ClassLoader program) {
    String resource = Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName(LIBRARY);
    return program.getResource(resource) != null;
  }
}
