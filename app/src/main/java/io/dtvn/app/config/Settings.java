package io.dtvn.app.config;

import java.util.List;

/**
 * What a node starts with.
 *
 * @param config the effective configuration
 * @param secrets what stands in no file
 * @param development whether development keys may be used beyond loopback
 * @param webSocketOrigins full origins that may open {@code /ws} beside the node's own
 * @param mayBeFirstStart whether an empty data folder may be taken for the first start
 * @param withoutEffect keys that somebody set and that this version does not use
 */
public record Settings(
    NodeConfig config,
    Secrets secrets,
    boolean development,
    List<String> webSocketOrigins,
    boolean mayBeFirstStart,
    List<String> withoutEffect) {

  /** Copies the lists. */
  public Settings {
    webSocketOrigins = List.copyOf(webSocketOrigins);
    withoutEffect = List.copyOf(withoutEffect);
  }

  /** The same for a node that is known to have run before: an empty folder is a loss. */
  public Settings ofKnownNode() {
    return new Settings(config, secrets, development, webSocketOrigins, false, withoutEffect);
  }
}
