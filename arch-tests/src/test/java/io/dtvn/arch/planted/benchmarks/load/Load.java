package io.dtvn.arch.planted.benchmarks.load;

/** Innocent: something that looks at the product. */
public record Load(int callers) {}
