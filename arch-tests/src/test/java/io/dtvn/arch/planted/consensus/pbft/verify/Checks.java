package io.dtvn.arch.planted.consensus.pbft.verify;

import io.dtvn.arch.planted.ports.spi.Verified;

/** Innocent: the one place that may say so. */
final class Checks {
  private Checks() {}

  static Verified<String> passed(String message) {
    return new Verified<>(message);
  }
}
