package io.dtvn.arch.planted.application.host;

/** Innocent: the loop that no port may know. */
public final class Loop {
  private Loop() {}
}
