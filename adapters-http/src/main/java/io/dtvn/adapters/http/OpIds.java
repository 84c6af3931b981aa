package io.dtvn.adapters.http;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.ticket.OpId;
import io.micronaut.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ids of a caller's operations: made from its idempotency key, so that a second try recognises
 * itself, or else from 32 random bytes. Safe for use by many threads.
 */
@Singleton
final class OpIds {

  private static final int KEY_CHARACTERS_MAX = 255;

  private final SecureRandom random = new SecureRandom();

  /** The id of the only operation of a request. */
  OpId of(HttpHeaders headers) {
    return key(headers).map(OpId::ofKey).orElseGet(this::fresh);
  }

  /** The id of row {@code i} of a batch with {@code key}. */
  OpId ofRow(Optional<String> key, int i) {
    return key.map(k -> OpId.ofKey(k + "/" + i)).orElseGet(this::fresh);
  }

  OpId fresh() {
    byte[] bytes = new byte[Digest.BYTES];
    random.nextBytes(bytes);
    return OpId.ofRandom(Bytes.owning(bytes));
  }

  /**
   * The idempotency key of a request.
   *
   * @throws FailedCall with 400 unless it is 1 to 255 visible ASCII characters, one key in all
   */
  static Optional<String> key(HttpHeaders headers) {
    List<String> keys =
        Stream.of("Idempotency-Key", "X-Idempotency-Key")
            .flatMap(name -> headers.getAll(name).stream())
            .distinct()
            .toList();
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    String key = keys.getFirst();
    boolean visible = key.chars().allMatch(c -> c > ' ' && c < 0x7F);
    if (keys.size() > 1 || key.isEmpty() || key.length() > KEY_CHARACTERS_MAX || !visible) {
      throw FailedCall.malformed(
          "Idempotency-Key: want one key of 1 to %d visible ASCII characters"
              .formatted(KEY_CHARACTERS_MAX));
    }
    return Optional.of(key);
  }
}
