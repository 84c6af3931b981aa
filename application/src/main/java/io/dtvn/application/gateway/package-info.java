/**
 * Where callers' operations become bundles and outcomes become answers. Start with {@link
 * io.dtvn.application.gateway.TicketService} for the use cases and {@link
 * io.dtvn.application.gateway.Gateway} for the bundles. The rule of this package: whoever waits is
 * counted, and beyond the limits a caller is told so at once.
 */
@NullMarked
package io.dtvn.application.gateway;

import org.jspecify.annotations.NullMarked;
