package io.dtvn.ports.spi;

/**
 * A value whose structure and signatures were checked. Only an engine's {@link MessageVerifier}
 * makes one (held by an architecture rule), or the engine itself from its own journal; so whoever
 * holds one need not check again what does not depend on state.
 *
 * @param <M> what was checked
 * @param value the checked value
 */
public record Verified<M>(M value) {}
