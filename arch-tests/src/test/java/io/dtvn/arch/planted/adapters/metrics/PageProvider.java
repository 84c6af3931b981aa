package io.dtvn.arch.planted.adapters.metrics;

import io.dtvn.arch.planted.ports.spi.Provider;

/** Innocent: an adapter's public door, which nobody may name. */
public final class PageProvider implements Provider {}
