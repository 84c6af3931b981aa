package io.dtvn.arch.planted.adapters.storage.bbolt;

import io.dtvn.arch.planted.ports.spi.Provider;

/** Innocent: an adapter's public door, which nobody may name. */
public final class BoltProvider implements Provider {}
