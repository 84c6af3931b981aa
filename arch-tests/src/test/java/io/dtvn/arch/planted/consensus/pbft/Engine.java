package io.dtvn.arch.planted.consensus.pbft;

/** Innocent: the engine that nobody may name. */
public final class Engine {
  private Engine() {}
}
