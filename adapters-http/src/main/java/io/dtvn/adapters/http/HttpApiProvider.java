package io.dtvn.adapters.http;

import io.dtvn.ports.in.UseCases;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.spi.ApiProvider;

/** The API over HTTP/1.1: {@code http} in the configuration. Stateless and thread-safe. */
public final class HttpApiProvider implements ApiProvider {

  /** Creates the provider. */
  public HttpApiProvider() {}

  @Override
  public String name() {
    return "http";
  }

  @Override
  public ApiServer open(ApiConfig config, UseCases useCases, Metrics metrics) {
    return HttpServer.open(config, useCases, Limits.standard(), metrics);
  }
}
