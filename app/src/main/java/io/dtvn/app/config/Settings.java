package io.dtvn.app.config;

import java.util.List;

/**
 * What a node starts with.
 *
 * @param config the effective configuration
 * @param secrets what stands in no file
 * @param development whether development keys may be used beyond loopback
 * @param webSocketOrigins full origins that may open {@code /ws} beside the node's own
 * @param withoutEffect keys that somebody set and that this version does not use
 */
public record Settings(
    NodeConfig config,
    Secrets secrets,
    boolean development,
    List<String> webSocketOrigins,
    List<String> withoutEffect) {

  /** Copies the lists. */
  public Settings {
    webSocketOrigins = List.copyOf(webSocketOrigins);
    withoutEffect = List.copyOf(withoutEffect);
  }
}
