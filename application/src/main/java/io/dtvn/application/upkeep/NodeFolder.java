package io.dtvn.application.upkeep;

import io.dtvn.application.node.StoragePlan;
import java.nio.file.Path;

/**
 * Where a node keeps everything.
 *
 * @param data its data folder
 * @param configured the folder of the store as it is configured, relative; blank: chosen by us
 */
public record NodeFolder(Path data, String configured) {

  Path store() {
    return StoragePlan.directory(data, configured);
  }

  /**
   * Asserts that whoever moves and deletes files of the store stays in the data folder.
   *
   * @throws UpkeepException if not
   */
  void checkStoreIsInside() {
    Path inside = data.toAbsolutePath().normalize();
    if (!store().toAbsolutePath().normalize().startsWith(inside)) {
      throw new UpkeepException(
          "storage.path '%s': want a folder in the data folder %s, found %s; correct it"
              .formatted(configured, data, store()));
    }
  }
}
