package io.dtvn.arch.planted.application.here;

import io.dtvn.arch.planted.application.there.KnowsHere;

/** Planted: one half of a circle. */
public record KnowsThere(int there) {
  KnowsHere back() {
    return new KnowsHere(there);
  }
}
