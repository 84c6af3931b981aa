package io.dtvn.arch.planted.application.there;

import io.dtvn.arch.planted.application.here.KnowsThere;

/** Planted: the other half of a circle. */
public record KnowsHere(int here) {
  KnowsThere back() {
    return new KnowsThere(here);
  }
}
