package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.MalformedException;
import java.util.function.ToIntFunction;

/** Finds the constant behind a number of the canonical form. */
final class Codes {

  private Codes() {}

  static <E> E find(String what, E[] values, int code, ToIntFunction<E> codeOf) {
    for (E value : values) {
      if (codeOf.applyAsInt(value) == code) {
        return value;
      }
    }
    throw new MalformedException("%s: want a known number, found %d".formatted(what, code));
  }
}
