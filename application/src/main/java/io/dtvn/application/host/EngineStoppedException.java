package io.dtvn.application.host;

/** The engine asked for a stop: going on might do harm. */
final class EngineStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EngineStoppedException(String reason) {
    super(reason);
  }
}
