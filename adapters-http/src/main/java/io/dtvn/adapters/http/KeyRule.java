package io.dtvn.adapters.http;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.spi.ApiProvider.ApiKey;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may call: whoever shows the one key, in {@code X-API-Key} or, only without that, as a bearer
 * token (RFC 6750). Compared in constant time, whatever is shown.
 */
record KeyRule(Optional<ApiKey> key) {

  private static final String BEARER = "Bearer ";

  boolean permits(HttpHeaders headers) {
    return key.isEmpty() || matches(key.get().secret(), shown(headers));
  }

  /** Digests are compared, so that not even the length of the secret shows. */
  private static boolean matches(Bytes secret, String shown) {
    // A header arrives with each byte as one character.
    byte[] bytes = shown.getBytes(StandardCharsets.ISO_8859_1);
    return MessageDigest.isEqual(secret.sha256().toBytes(), Bytes.owning(bytes).sha256().toBytes());
  }

  private static String shown(HttpHeaders headers) {
    String own = headers.get("X-API-Key");
    if (own != null) {
      return own;
    }
    String authorization = headers.get("Authorization");
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return bearer ? authorization.substring(BEARER.length()).strip() : "";
  }
}
