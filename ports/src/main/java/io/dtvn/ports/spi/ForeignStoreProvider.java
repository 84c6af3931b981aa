package io.dtvn.ports.spi;

import io.dtvn.ports.out.ForeignStore;

/** Reads the files in which another program keeps its entries, such as the predecessor's. */
public interface ForeignStoreProvider extends Provider {

  /**
   * Opens {@code file} to be read; it is not changed, and nobody changes it meanwhile.
   *
   * @throws io.dtvn.ports.out.StorageException if it is no such file, is damaged as far as that can
   *     be seen, cannot be read, or a running process has it
   */
  ForeignStore open(String file);
}
