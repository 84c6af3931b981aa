package io.dtvn.ports.spi;

/**
 * A plug-in's public door: a final, cheap, stateless class with a public no-argument constructor,
 * named in {@code META-INF/services}. Making one does nothing; its {@code open} does the work.
 */
public interface Provider {

  /** The word that chooses it in the configuration. */
  String name();
}
