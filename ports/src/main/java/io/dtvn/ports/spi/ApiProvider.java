package io.dtvn.ports.spi;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.in.UseCases;
import io.dtvn.ports.out.Metrics;
import java.util.List;
import java.util.Optional;

/** The door for callers from outside: HTTP and WebSocket. */
public interface ApiProvider extends Provider {

  /**
   * Binds the address and serves {@code useCases}.
   *
   * @param metrics where its numbers go
   * @throws ApiStartException if the address cannot be bound
   */
  ApiServer open(ApiConfig config, UseCases useCases, Metrics metrics);

  /** A running door. */
  interface ApiServer extends AutoCloseable {

    /** The port that is bound: the configured one, or the one that was chosen for 0. */
    int port();

    /** Takes no new call, lets running ones finish for a while, closes. Twice is harmless. */
    @Override
    void close();
  }

  /** The address cannot be bound; the message names it and says what to do. */
  final class ApiStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public ApiStartException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * How to serve.
   *
   * @param address host name or IP address to bind
   * @param port 0 to 65535; 0: any free one
   * @param apiKey the key that mutations and reads need; empty: open
   * @param cors which pages may call
   * @param webSocketOrigins full origins that may open {@code /ws} beside the node's own
   */
  record ApiConfig(
      String address, int port, Optional<ApiKey> apiKey, Cors cors, List<String> webSocketOrigins) {

    /** Copies the origins. */
    public ApiConfig {
      webSocketOrigins = List.copyOf(webSocketOrigins);
    }
  }

  /** Cross-origin calls: none, listed origins, or any (development only). */
  record Cors(boolean anyOrigin, List<String> origins) {

    /** No page of another origin may call. */
    public static final Cors CLOSED = new Cors(false, List.of());

    /** Copies the origins. */
    public Cors {
      origins = List.copyOf(origins);
    }
  }

  /**
   * A secret that callers show, and the id under which the ledger knows them.
   *
   * @param id shown in the ledger as the caller
   * @param secret compared in constant time, never logged
   */
  record ApiKey(String id, Bytes secret) {}
}
