package io.dtvn.ports.spi;

import io.dtvn.ports.out.Metrics;

/** The page on which a node's numbers are read: for whoever runs it, not for callers. */
public interface MetricsProvider extends Provider {

  /**
   * Binds the address and serves what is recorded from now on.
   *
   * @throws MetricsStartException if the address cannot be bound
   */
  MetricsServer open(MetricsConfig config);

  /** A running page. */
  interface MetricsServer extends AutoCloseable {

    /** Where numbers go; still to be used, without effect, behind {@link #close}. */
    Metrics metrics();

    /** The port that is bound: the configured one, or the one that was chosen for 0. */
    int port();

    /**
     * Frees the port. When this returns no gauge is being read and none will be, so that what they
     * read may be closed. Twice is harmless.
     */
    @Override
    void close();
  }

  /** The address cannot be bound; the message names it and says what to do. */
  final class MetricsStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public MetricsStartException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Where to serve.
   *
   * @param address host name or IP address to bind
   * @param port 0 to 65535; 0: any free one
   */
  record MetricsConfig(String address, int port) {}
}
