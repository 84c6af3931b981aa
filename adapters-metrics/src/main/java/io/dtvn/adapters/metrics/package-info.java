/**
 * A node's numbers as a page for Prometheus. Start with {@link
 * io.dtvn.adapters.metrics.PrometheusMetricsProvider}. The rule of this package: whoever reads the
 * page, however slowly, holds up neither the node nor the next reader.
 */
@NullMarked
package io.dtvn.adapters.metrics;

import org.jspecify.annotations.NullMarked;
