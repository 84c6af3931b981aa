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
}
