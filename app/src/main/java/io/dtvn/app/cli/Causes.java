package io.dtvn.app.cli;

/** A failure and its causes in one line. */
final class Causes {

  private Causes() {}

  static String of(Throwable failure) {
    StringBuilder text = new StringBuilder(name(failure));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      String next = name(cause);
      if (text.indexOf(next) < 0) { // many wrappers repeat the message of what they wrap
        text.append("; because ").append(next);
      }
    }
    return text.toString();
  }

  private static String name(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
