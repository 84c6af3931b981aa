package io.dtvn.adapters.http;

import java.util.Optional;

/** What becomes of a request whose head is known. */
sealed interface Verdict {

  /** It is read, at most {@code bodyBytesMax} of body, and goes to {@code target}. */
  record Pass(RequestTarget target, int bodyBytesMax) implements Verdict {}

  /** It becomes a WebSocket. */
  record Upgrade() implements Verdict {}

  /** It is a browser's question whether a page may call. */
  record Preflight() implements Verdict {}

  /**
   * It is refused; its body is not looked at.
   *
   * @param allow methods that are possible, for 405
   * @param close whether the connection is of no use afterwards
   */
  record Refuse(Failure failure, Optional<String> allow, boolean close) implements Verdict {

    static Refuse of(Failure failure) {
      return new Refuse(failure, Optional.empty(), false);
    }

    static Refuse closing(Failure failure) {
      return new Refuse(failure, Optional.empty(), true);
    }
  }
}
