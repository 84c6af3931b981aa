package io.dtvn.arch.planted.domain.ticket;

/** Innocent: a value. */
record Plain(int count) {
  int first() {
    return new int[] {count}[0];
  }
}
