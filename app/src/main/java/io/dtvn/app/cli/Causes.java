package io.dtvn.app.cli;

/** A failure and its causes in one line. */
final class Causes {

  private Causes() {}

  static String of(Throwable failure) {
    StringBuilder text = new StringBuilder(name(failure));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      // many wrappers repeat the message of what they wrap; a cause without words tells users
      // nothing
      if (isWorded(cause) && text.indexOf(name(cause)) < 0) {
        text.append("; because ").append(name(cause));
      }
    }
    return text.toString();
  }

  private static String name(Throwable failure) {
    return isWorded(failure)
        ? String.valueOf(failure.getMessage())
        : failure.getClass().getSimpleName();
  }

  private static boolean isWorded(Throwable failure) {
    String message = failure.getMessage();
    return message != null && !message.isBlank();
  }
}
