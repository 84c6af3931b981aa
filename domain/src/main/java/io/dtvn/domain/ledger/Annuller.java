package io.dtvn.domain.ledger;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.ticket.Label;
import io.dtvn.domain.ticket.Operation;
import io.dtvn.domain.ticket.Principal;

/**
 * Who takes admissions back: a device, or the principal of operations that name none. How often
 * each did is part of the state, because taking admissions back is how a gate lets two people in on
 * one ticket.
 */
public sealed interface Annuller {

  /** A device, as operations name it. */
  record Device(Label label) implements Annuller {}

  /** Whoever acts without a device. */
  record Caller(Principal principal) implements Annuller {}

  /** Who {@code operation} counts for when it is made on behalf of {@code principal}. */
  static Annuller of(Operation operation, Principal principal) {
    return operation
        .claim()
        .device()
        .<Annuller>map(Device::new)
        .orElseGet(() -> new Caller(principal));
  }

  /** The canonical form: 1 and the device's name, or 2 and the principal. */
  default Bytes encoded() {
    CanonicalWriter out = new CanonicalWriter();
    switch (this) {
      case Device(Label label) -> out.u8(1).text(label.value());
      case Caller(Principal principal) -> principal.writeTo(out.u8(2));
    }
    return out.bytes();
  }
}
