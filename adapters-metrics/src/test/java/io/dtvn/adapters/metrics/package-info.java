/**
 * The page as whoever reads it finds it. Open {@link io.dtvn.adapters.metrics.PageTest} first. The
 * rule of this package: the text is read by a parser of its own, which forgives nothing.
 */
@NullMarked
package io.dtvn.adapters.metrics;

import org.jspecify.annotations.NullMarked;
