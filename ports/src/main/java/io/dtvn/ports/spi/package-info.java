/**
 * What a plug-in implements. Each kind has one provider interface, found by {@code
 * java.util.ServiceLoader} and chosen by its name in the configuration; {@link
 * io.dtvn.ports.spi.Providers} is the one selection function. The contract of consensus engines
 * starts with {@link io.dtvn.ports.spi.ConsensusEngine}.
 */
@NullMarked
package io.dtvn.ports.spi;

import org.jspecify.annotations.NullMarked;
