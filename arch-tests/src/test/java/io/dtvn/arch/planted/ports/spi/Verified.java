package io.dtvn.arch.planted.ports.spi;

/** Innocent: what only the verifier makes. */
public record Verified<M>(M value) {}
