package io.dtvn.arch.planted.adapters.libp2p.stream;

/** Innocent: public for the other packages of its module, which alone may name it. */
public record Pipe(int width) {}
