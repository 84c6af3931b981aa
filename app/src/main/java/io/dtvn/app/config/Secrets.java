package io.dtvn.app.config;

import java.util.Optional;

/**
 * What must never stand in a file or a log.
 *
 * @param apiKey the key callers must show; empty: none
 * @param keySeed salt of development keys
 */
public record Secrets(Optional<String> apiKey, String keySeed) {

  /** Names no secret. */
  @Override
  public String toString() {
    return "Secrets[api key %s]".formatted(apiKey.isPresent() ? "set" : "not set");
  }
}
