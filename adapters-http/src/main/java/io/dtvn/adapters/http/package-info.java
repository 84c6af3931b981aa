/**
 * The door for callers: REST, WebSocket and health over HTTP/1.1. Start with {@link
 * io.dtvn.adapters.http.HttpApiProvider}. A request meets {@code Connection} (how much, how long),
 * {@code Gate} (who, where to), then a controller. The rule of this package: controllers translate
 * and decide nothing.
 */
@NullMarked
package io.dtvn.adapters.http;

import org.jspecify.annotations.NullMarked;
