/**
 * The domain with nothing but the JDK beside it. {@link io.dtvn.arch.alone.TicketLife} runs in a
 * JVM of its own whose class path is the domain and this package.
 */
@NullMarked
package io.dtvn.arch.alone;

import org.jspecify.annotations.NullMarked;
