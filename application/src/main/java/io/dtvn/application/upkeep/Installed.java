package io.dtvn.application.upkeep;

import io.dtvn.ports.spi.StorageProvider;

/** The back ends that are installed. */
@FunctionalInterface
public interface Installed {

  /**
   * The one of this name.
   *
   * @throws io.dtvn.ports.spi.UnknownProviderException if there is none
   */
  StorageProvider storage(String type);
}
