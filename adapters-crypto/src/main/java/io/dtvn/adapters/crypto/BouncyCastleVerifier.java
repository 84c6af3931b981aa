package io.dtvn.adapters.crypto;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.ports.crypto.Verifier;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * The strict rule, half of it by BouncyCastle itself: its equation is the cofactored one, and it
 * refuses S from the group order on and an R that is not canonical. What it does not ask, whether A
 * is canonical and not of small order, is asked once per key; a key of mixed order passes, as the
 * rule has it.
 */
final class BouncyCastleVerifier implements Verifier {

  /** Far more than validators and gates of one event; 200 bytes each. */
  static final int CHECKED_KEYS_MAX = 4096;

  private final ConcurrentMap<PublicKey, Ed25519.PublicPoint> checkedKeys =
      new ConcurrentHashMap<>();

  @Override
  public boolean verify(PublicKey key, Bytes message, Signature signature) {
    Ed25519.PublicPoint point = pointOf(key);
    return point != null
        && Ed25519.verify(
            signature.toBytes(), 0, point, message.unsafeArray(), 0, message.length());
  }

  /** The decoded key, or null if the rule refuses it. Refused keys are not remembered. */
  private Ed25519.@Nullable PublicPoint pointOf(PublicKey key) {
    Ed25519.PublicPoint known = checkedKeys.get(key);
    if (known != null) {
      return known;
    }
    Ed25519.PublicPoint point = Ed25519.validatePublicKeyPartialExport(key.toBytes(), 0);
    if (point != null) {
      if (checkedKeys.size() >= CHECKED_KEYS_MAX) {
        // Whoever signs with many keys makes others' be checked again (10 µs), no more.
        checkedKeys.clear();
      }
      checkedKeys.put(key, point);
    }
    return point;
  }

  int checkedKeys() {
    return checkedKeys.size();
  }
}
