package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.membership.ValidatorId;

/** The canonical form of an {@link Admission}, part of tickets and of refusals. */
final class AdmissionCodec {

  private AdmissionCodec() {}

  static void write(Admission admission, CanonicalWriter out) {
    out.digest(admission.opId().value());
    admission.principal().writeTo(out);
    out.text(admission.node().value());
    OperationCodec.label(admission.gate(), out);
    OperationCodec.label(admission.device(), out);
    out.u64(admission.sequence()).u64(admission.blockTime());
  }

  static Admission read(CanonicalReader in) {
    return new Admission(
        new OpId(in.digest()),
        Principal.read(in),
        validator(in),
        OperationCodec.option(in, OperationCodec::label),
        OperationCodec.option(in, OperationCodec::label),
        in.u64(),
        in.u64());
  }

  static ValidatorId validator(CanonicalReader in) {
    return new ValidatorId(in.text(Label.MAX_BYTES));
  }
}
