package io.dtvn.ports.in;

import java.util.concurrent.CompletionStage;

/** Issues the 500 sample tickets of a development network. */
public interface SeedTickets {

  /**
   * Orders whatever of the samples is missing and says how many were created. Fails with {@link
   * NotDevelopmentException} on any other network.
   */
  CompletionStage<Integer> seed(Call call);

  /** Sample data is for development networks only. */
  final class NotDevelopmentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public NotDevelopmentException(String message) {
      super(message);
    }
  }
}
