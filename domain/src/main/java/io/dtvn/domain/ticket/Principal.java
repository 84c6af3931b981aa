package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.MalformedException;
import io.dtvn.domain.codec.PublicKey;
import java.util.Optional;

/**
 * On whose behalf an operation is made: the key that signed it; else the gateway and the API key
 * that was used there, or nobody in particular. Operation ids are unique per principal only, so
 * that a gateway that sees another's pending id cannot take it by ordering other content first.
 */
public sealed interface Principal {

  /** The holder of a key of its own. */
  record KeyHolder(PublicKey key) implements Principal {}

  /** A caller of a gateway; without {@code caller} an anonymous one. */
  record GatewayCaller(PublicKey gateway, Optional<Label> caller) implements Principal {}

  /** The principal of {@code operation} when the gateway with key {@code gateway} carries it. */
  static Principal of(Operation operation, PublicKey gateway) {
    return operation
        .authorization()
        .<Principal>map(a -> new KeyHolder(a.key()))
        .orElseGet(() -> new GatewayCaller(gateway, operation.claim().caller()));
  }

  /** Writes the canonical form: a kind, the key, and for a gateway's caller the optional name. */
  default void writeTo(CanonicalWriter out) {
    switch (this) {
      case KeyHolder(PublicKey key) -> out.u8(1).key(key);
      case GatewayCaller(PublicKey gateway, var caller) -> {
        out.u8(2).key(gateway);
        OperationCodec.label(caller, out);
      }
    }
  }

  /** The canonical form. */
  default Bytes encoded() {
    CanonicalWriter out = new CanonicalWriter();
    writeTo(out);
    return out.bytes();
  }

  /**
   * Reads one principal.
   *
   * @throws MalformedException if the bytes are not the canonical form of one
   */
  static Principal read(CanonicalReader in) {
    int kind = in.u8();
    return switch (kind) {
      case 1 -> new KeyHolder(in.key());
      case 2 -> new GatewayCaller(in.key(), OperationCodec.option(in, OperationCodec::label));
      default -> throw new MalformedException("principal: want kind 1 or 2, found " + kind);
    };
  }
}
