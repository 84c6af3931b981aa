package io.dtvn.arch.planted.ports.out;

/** Innocent: a port out, which no engine may know. */
public interface Store {}
