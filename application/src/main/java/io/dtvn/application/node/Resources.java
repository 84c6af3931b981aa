package io.dtvn.application.node;

import java.util.ArrayDeque;
import java.util.Deque;

/** What must be closed, in the reverse of the order in which it was opened. */
final class Resources {

  /** Something to close that fails by unchecked exceptions alone. */
  interface Closing {

    void close();
  }

  private final Deque<Closing> open = new ArrayDeque<>();

  /** Takes charge of closing {@code resource}. */
  <T> T add(T resource, Closing closing) {
    open.push(closing);
    return resource;
  }

  /** Closes everything, whatever fails; the first failure is thrown with the others in it. */
  synchronized void close() {
    RuntimeException first = null;
    for (Closing next = open.poll(); next != null; next = open.poll()) {
      try {
        next.close();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
