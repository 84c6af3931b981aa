package io.dtvn.domain.ticket;

import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.ticket.Action.AnnulReason;
import io.dtvn.domain.ticket.Action.RevokeReason;
import io.dtvn.domain.ticket.Action.Verdict;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The canonical form of an {@link Action}: its type number, then its own fields. */
final class ActionCodec {

  private ActionCodec() {}

  static void write(Action action, CanonicalWriter out) {
    out.u8(ActionType.of(action).code());
    switch (action) {
      case Action.Issue(TicketSource source, var dataHash) -> {
        out.u8(source.code()).bool(dataHash.isPresent());
        dataHash.ifPresent(out::digest);
      }
      case Action.Annul(OpId admission, var reason) ->
          out.digest(admission.value()).u8(reason.map(AnnulReason::code).orElse(0));
      case Action.Resolve(Verdict verdict) -> out.u8(verdict.code());
      case Action.Revoke(var reason) -> out.u8(reason.map(RevokeReason::code).orElse(0));
      case Action.Validate _,
          Action.Consume _,
          Action.Admit _,
          Action.Release _,
          Action.Dispute _,
          Action.Read _ -> {}
    }
  }

  static Action read(CanonicalReader in) {
    return switch (ActionType.of(in.u8())) {
      case ISSUE ->
          new Action.Issue(
              TicketSource.of(in.u8()), OperationCodec.option(in, CanonicalReader::digest));
      case VALIDATE -> new Action.Validate();
      case CONSUME -> new Action.Consume();
      case ADMIT -> new Action.Admit();
      case RELEASE -> new Action.Release();
      case ANNUL ->
          new Action.Annul(
              new OpId(in.digest()), optional(in, AnnulReason.values(), AnnulReason::code));
      case DISPUTE -> new Action.Dispute();
      case RESOLVE ->
          new Action.Resolve(Codes.find("verdict", Verdict.values(), in.u8(), Verdict::code));
      case REVOKE -> new Action.Revoke(optional(in, RevokeReason.values(), RevokeReason::code));
      case READ -> new Action.Read();
    };
  }

  private static <E> Optional<E> optional(CanonicalReader in, E[] values, ToIntFunction<E> codeOf) {
    int code = in.u8();
    return code == 0 ? Optional.empty() : Optional.of(Codes.find("reason", values, code, codeOf));
  }
}
