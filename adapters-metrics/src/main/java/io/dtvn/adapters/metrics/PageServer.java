package io.dtvn.adapters.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.MetricsProvider.MetricsConfig;
import io.dtvn.ports.spi.MetricsProvider.MetricsServer;
import io.dtvn.ports.spi.MetricsProvider.MetricsStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Serves the one page there is, on the JDK's server: to read, and nothing else. */
final class PageServer implements MetricsServer {

  static final String PATH = "/metrics";

  private static final int BACKLOG = 64;
  private static final int CONNECTIONS_MAX = 128;
  private static final byte[] NOT_HERE =
      "not found: want GET /metrics\n".getBytes(StandardCharsets.US_ASCII);

  static {
    limitConnections();
  }

  private final HttpServer server;
  private final int port;
  private final Readers readers;
  private final Page page = new Page();
  private final Metrics metrics = page.metrics();
  private final AtomicBoolean closed = new AtomicBoolean();

  private PageServer(HttpServer server, Readers readers) {
    this.server = server;
    this.port = server.getAddress().getPort();
    this.readers = readers;
  }

  /** Binds and serves; a reader has {@code patience} to ask and to take the page. */
  static PageServer open(MetricsConfig config, Duration patience) {
    PageServer opened = new PageServer(bind(config), new Readers(patience));
    opened.server.setExecutor(opened.readers);
    opened.server.createContext("/", opened::answer);
    opened.server.start();
    return opened;
  }

  /** The JDK's server takes this limit from nowhere else, when it is first used. */
  private static void limitConnections() {
    String key = "jdk.httpserver.maxConnections";
    if (System.getProperty(key) == null) {
      System.setProperty(key, Integer.toString(CONNECTIONS_MAX));
    }
  }

  private static HttpServer bind(MetricsConfig config) {
    try {
      InetAddress address = InetAddress.getByName(config.address());
      return HttpServer.create(new InetSocketAddress(address, config.port()), BACKLOG);
    } catch (IOException e) {
      throw new MetricsStartException(
          ("metrics.address %s:%d: want an address of this machine with a free port, found '%s';"
                  + " stop what uses it, choose another one with --set metrics.port=N, or serve no"
                  + " metrics with --set metrics.enabled=false")
              .formatted(config.address(), config.port(), e.getMessage()),
          e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean here =
          exchange.getRequestMethod().equals("GET")
              && PATH.equals(exchange.getRequestURI().getPath());
      Optional<byte[]> text = here ? page.text() : Optional.of(NOT_HERE);
      if (text.isPresent()) {
        send(exchange, here, text.get());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the connection is closed
    }
  }

  private static void send(HttpExchange exchange, boolean here, byte[] body) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Type", here ? Page.CONTENT_TYPE : "text/plain; charset=utf-8");
    boolean bodiless = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(here ? 200 : 404, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public Metrics metrics() {
    return metrics;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      page.close();
      readers.close();
      server.stop(0);
    }
  }
}
