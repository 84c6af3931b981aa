package io.dtvn.adapters.http;

import io.dtvn.ports.in.QueryNode.Identity;
import io.dtvn.ports.in.UseCases;
import io.dtvn.ports.in.WatchTickets.Subscription;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.ApiProvider.ApiConfig;
import io.dtvn.ports.spi.ApiProvider.ApiServer;
import io.dtvn.ports.spi.ApiProvider.ApiStartException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running server: Micronaut's, with everything from outside this process shut off. */
final class HttpServer implements ApiServer {

  private static final long STOP_MILLIS = 5_000;

  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final Load load;
  private final Feed feed;
  private final Subscription subscription;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HttpServer(ApplicationContext context, UseCases useCases) {
    this.context = context;
    this.server = context.getBean(EmbeddedServer.class);
    this.load = context.getBean(Load.class);
    this.feed = context.getBean(Feed.class);
    this.subscription = useCases.watch().subscribe(feed::tell);
  }

  static HttpServer open(ApiConfig config, UseCases useCases, Limits limits, Metrics metrics) {
    InetAddress address = resolve(config);
    Identity identity = useCases.node().identity();
    Load load = new Load(limits);
    Feed feed = new Feed();
    ApiMetrics numbers = new ApiMetrics(metrics, feed::clients);
    WebSockets webSockets = new WebSockets(feed, limits.webSockets(), numbers);
    Gate gate = gate(config, load, identity.developmentKeys() || address.isLoopbackAddress());
    Door door = new Door(identity.id().value(), gate, load, webSockets, numbers);
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .bootstrapEnvironment(false)
            .enableDefaultPropertySources(false)
            .properties(properties(config))
            .singletons(config, useCases, limits, load, feed, door)
            .build();
    try {
      context.start();
      context.getBean(EmbeddedServer.class).start();
      return new HttpServer(context, useCases);
    } catch (ServerStartupException e) {
      context.close();
      throw cannotStart(config, reason(e), e);
    }
  }

  private static Gate gate(ApiConfig config, Load load, boolean openStream) {
    return new Gate(
        new KeyRule(config.apiKey()),
        new OriginRule(config.webSocketOrigins()),
        new CorsRule(config.cors()),
        openStream,
        load);
  }

  private static InetAddress resolve(ApiConfig config) {
    try {
      return InetAddress.getByName(config.address());
    } catch (UnknownHostException e) {
      throw cannotStart(config, "no host of that name", e);
    }
  }

  private static ApiStartException cannotStart(ApiConfig config, String found, Exception cause) {
    return new ApiStartException(
        "api.address %s:%d: want an address of this machine with a free port, found %s; stop"
                .formatted(config.address(), config.port(), found)
            + " what uses it or choose another one with -api-port",
        cause);
  }

  /** Time limits are {@link Connection}'s, because those of the server do not see a slow drip. */
  private static Map<String, Object> properties(ApiConfig config) {
    return Map.ofEntries(
        Map.entry("micronaut.server.host", config.address()),
        Map.entry("micronaut.server.port", config.port()),
        Map.entry("micronaut.server.idle-timeout", "-1s"),
        Map.entry("micronaut.server.max-request-size", "4MB"),
        Map.entry("micronaut.server.max-request-buffer-size", "4MB"),
        Map.entry("micronaut.server.netty.max-initial-line-length", Limits.REQUEST_LINE_BYTES),
        Map.entry("micronaut.server.netty.max-header-size", Limits.HEADER_BYTES),
        Map.entry("micronaut.server.netty.request-decompression-enabled", false),
        Map.entry("micronaut.server.netty.compression-threshold", -1),
        Map.entry("micronaut.server.netty.keep-alive-on-server-error", true),
        Map.entry("micronaut.server.netty.child-options.SO_KEEPALIVE", true),
        Map.entry("micronaut.server.netty.options.SO_BACKLOG", 4096),
        Map.entry("micronaut.netty.event-loops.parent.num-threads", 1));
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "'" + cause.getMessage() + "'";
  }

  @Override
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      load.close();
      context.getBean(Pipelines.class).stopListening();
      load.drain(load.limits().drainWithin());
      subscription.close();
      feed.close();
      Collection<EventLoopGroup> groups = context.getBeansOfType(EventLoopGroup.class);
      groups.forEach(group -> group.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS));
      context.close();
      groups.forEach(group -> group.terminationFuture().awaitUninterruptibly(STOP_MILLIS));
    }
  }
}
