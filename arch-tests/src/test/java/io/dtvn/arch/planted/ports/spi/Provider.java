package io.dtvn.arch.planted.ports.spi;

/** Innocent: what a provider is. */
public interface Provider {}
