package io.dtvn.app.config;

import java.time.Duration;

/**
 * The group {@code storage}.
 *
 * @param type name of a storage plug-in; {@code rocksdb}
 * @param path folder of the store, relative to the data folder; empty: chosen by us
 * @param timeout how long to wait for the lock of the data folder; 10 s
 */
public record StorageGroup(String type, String path, Duration timeout) {

  static final StorageGroup DEFAULT = new StorageGroup("rocksdb", "", Duration.ofSeconds(10));
}
