package io.dtvn.app.wiring;

import io.dtvn.app.config.ConfigException;
import io.dtvn.app.config.MetricsGroup;
import io.dtvn.app.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Whether others than this machine can reach the node's API, and what follows: development keys (of
 * API, peers and metrics) and an open API are for loopback.
 */
record Exposure(boolean loopback) {

  /**
   * Judges where the node is bound.
   *
   * @throws ConfigException if an address is none, or what is configured is not safe there
   */
  static Exposure of(Settings settings) {
    String address = settings.config().api().address();
    Exposure exposure = new Exposure(isLoopback("api.address", address));
    checkKeys("api.address", address, settings);
    if (!exposure.loopback && settings.secrets().apiKey().isEmpty()) {
      throw new ConfigException(
          "api.address '%s': want an API key beyond loopback, found none; set DTVN_API_KEY"
              .formatted(address));
    }
    MetricsGroup metrics = settings.config().metrics();
    if (metrics.enabled()) {
      checkKeys("metrics.address", metrics.address(), settings);
    }
    if (!settings.config().network().type().equals("memory")) {
      checkKeys("network.address", settings.config().network().address(), settings);
    }
    return exposure;
  }

  /** Whether validating an unknown ticket issues it. */
  boolean issuesImplicitly(String configured) {
    return configured.equals("auto") ? loopback : configured.equals("true");
  }

  /** A node with development keys shows itself beyond loopback only to somebody who insists. */
  private static void checkKeys(String key, String address, Settings settings) {
    if (!isLoopback(key, address) && !settings.development()) {
      throw new ConfigException(
          ("%s '%s': want a loopback address with development keys, which anybody can derive; use"
                  + " 127.0.0.1, or --dev if you know who can reach it")
              .formatted(key, address));
    }
  }

  private static boolean isLoopback(String key, String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new ConfigException(
          "%s '%s': want an address of this machine, found no such host".formatted(key, address));
    }
  }
}
