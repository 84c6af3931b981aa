package io.dtvn.application.gateway;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Utf8;
import io.dtvn.domain.ticket.TicketId;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Commits to a ticket's data without showing it: HMAC-SHA-256 (RFC 2104) under a key that the
 * gateways of one organisation share, so that the same ticket is the same through each of them.
 */
final class DataCommitment {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /** Commits under {@code key}, 32 bytes. */
  DataCommitment(Bytes key) {
    if (key.length() != Digest.BYTES) {
      throw new IllegalArgumentException("data key: want 32 bytes, found " + key.length());
    }
    this.key = new SecretKeySpec(key.toBytes(), ALGORITHM);
  }

  /** HMAC-SHA-256 over the id's UTF-8 bytes and {@code data}. */
  Digest to(TicketId id, Bytes data) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(Utf8.encode(id.value()));
      return Digest.fromBytes(mac.doFinal(data.unsafeArray()), 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
