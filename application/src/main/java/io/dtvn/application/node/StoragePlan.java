package io.dtvn.application.node;

import io.dtvn.ports.spi.StorageProvider;
import java.nio.file.Path;

/**
 * Where a node keeps its store.
 *
 * @param provider the chosen back end
 * @param directory its own folder, made if it is missing; in or below the data folder
 * @param fileName base name for back ends that keep a single file
 */
public record StoragePlan(StorageProvider provider, Path directory, String fileName) {}
