package io.dtvn.domain.ticket;

import io.dtvn.domain.clock.VectorClock;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.PublicKey;
import io.dtvn.domain.codec.Signature;
import io.dtvn.domain.membership.ValidatorId;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any value of the ticket's world, also those that no ledger would make. */
final class TicketArbitraries {

  private TicketArbitraries() {}

  static Arbitrary<Digest> digests() {
    return Arbitraries.bytes().map(b -> Digest.of(new byte[] {b}));
  }

  static Arbitrary<OpId> opIds() {
    return digests().map(OpId::new);
  }

  static Arbitrary<Label> labels() {
    return Arbitraries.of("default", "A", "Tor 3", "ß+%2F", "\uD83C\uDFAB", "x".repeat(64))
        .map(Label::new);
  }

  static Arbitrary<Optional<Label>> someLabel() {
    return labels().optional();
  }

  static Arbitrary<TicketId> ticketIds() {
    return Arbitraries.of("T", "ACME-\u00e9", "1/2 +%", "t".repeat(256)).map(TicketId::new);
  }

  static Arbitrary<Long> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, Long.MAX_VALUE), Arbitraries.of(0L, 1L, Long.MAX_VALUE));
  }

  static Arbitrary<Claim> claims() {
    Arbitrary<OptionalLong> number =
        numbers().optional().map(n -> n.map(OptionalLong::of).orElse(OptionalLong.empty()));
    return Combinators.combine(someLabel(), someLabel(), someLabel(), number, number)
        .as(Claim::new);
  }

  static Arbitrary<ValidatorId> validators() {
    return Arbitraries.of("node0", "node1", "bahnhof").map(ValidatorId::new);
  }

  static Arbitrary<VectorClock> clocks() {
    return validators()
        .list()
        .ofMaxSize(4)
        .map(
            events -> {
              VectorClock clock = VectorClock.EMPTY;
              for (ValidatorId event : events) {
                clock = clock.increment(event);
              }
              return clock;
            });
  }

  static Arbitrary<Principal> principals() {
    Arbitrary<PublicKey> keys = digests().map(PublicKey::new);
    Arbitrary<Principal> holders = keys.map(Principal.KeyHolder::new);
    Arbitrary<Principal> callers =
        Combinators.combine(keys, someLabel()).as(Principal.GatewayCaller::new);
    return Arbitraries.oneOf(holders, callers);
  }

  static Arbitrary<Admission> admissions() {
    return Combinators.combine(
            opIds(), principals(), validators(), someLabel(), someLabel(), numbers(), numbers())
        .as(Admission::new);
  }

  static Arbitrary<Hold> holds() {
    return Combinators.combine(someLabel(), someLabel(), opIds(), numbers()).as(Hold::new);
  }

  static Arbitrary<DisputeCase> disputes() {
    return Combinators.combine(opIds(), Arbitraries.of(TicketState.class), numbers())
        .as(DisputeCase::new);
  }

  static Arbitrary<Action> actions() {
    Arbitrary<Action> plain =
        Arbitraries.of(
            new Action.Validate(),
            new Action.Consume(),
            new Action.Admit(),
            new Action.Release(),
            new Action.Dispute(),
            new Action.Read());
    Arbitrary<Action> issues =
        Combinators.combine(Arbitraries.of(TicketSource.class), digests().optional())
            .as(Action.Issue::new);
    Arbitrary<Action> annuls =
        Combinators.combine(opIds(), Arbitraries.of(Action.AnnulReason.class).optional())
            .as(Action.Annul::new);
    Arbitrary<Action> verdicts = Arbitraries.of(Action.Verdict.class).map(Action.Resolve::new);
    Arbitrary<Action> revokes =
        Arbitraries.of(Action.RevokeReason.class).optional().map(Action.Revoke::new);
    return Arbitraries.oneOf(plain, issues, annuls, verdicts, revokes);
  }

  static Arbitrary<Operation> operations() {
    Arbitrary<Optional<Authorization>> signatures =
        Combinators.combine(digests(), digests(), digests())
            .as((key, r, s) -> new Authorization(new PublicKey(key), new Signature(r, s)))
            .optional();
    return Combinators.combine(opIds(), labels(), ticketIds(), claims(), actions(), signatures)
        .as(Operation::new);
  }

  private record Name(
      TicketId id, Label event, TicketState state, TicketSource source, Optional<Digest> data) {}

  private record Progress(
      Optional<ValidatorId> validator,
      Optional<Hold> hold,
      Optional<Admission> admission,
      Optional<DisputeCase> dispute) {}

  private record Count(long version, VectorClock clock, Digest head, long created, long updated) {}

  static Arbitrary<Ticket> tickets() {
    Arbitrary<Name> names =
        Combinators.combine(
                ticketIds(),
                labels(),
                Arbitraries.of(TicketState.class),
                Arbitraries.of(TicketSource.class),
                digests().optional())
            .as(Name::new);
    Arbitrary<Progress> progress =
        Combinators.combine(
                validators().optional(),
                holds().optional(),
                admissions().optional(),
                disputes().optional())
            .as(Progress::new);
    Arbitrary<Count> counts =
        Combinators.combine(numbers(), clocks(), digests(), numbers(), numbers()).as(Count::new);
    return Combinators.combine(names, progress, counts).as(TicketArbitraries::ticket);
  }

  private static Ticket ticket(Name name, Progress progress, Count count) {
    return new Ticket(
        name.id,
        name.event,
        name.state,
        count.version,
        name.source,
        name.data,
        progress.validator,
        progress.hold,
        progress.admission,
        progress.dispute,
        count.clock,
        count.head,
        count.created,
        count.updated);
  }

  private record Step(
      OpId opId,
      ActionType type,
      Optional<TicketState> from,
      TicketState to,
      Principal principal) {}

  static Arbitrary<HistoryEntry> entries() {
    Arbitrary<Step> steps =
        Combinators.combine(
                opIds(),
                Arbitraries.of(ActionType.class),
                Arbitraries.of(TicketState.class).optional(),
                Arbitraries.of(TicketState.class),
                principals())
            .as(Step::new);
    Arbitrary<Count> counts =
        Combinators.combine(numbers(), clocks(), digests(), numbers(), numbers()).as(Count::new);
    return Combinators.combine(ticketIds(), steps, validators(), claims(), counts)
        .as(
            (id, step, node, claim, count) ->
                new HistoryEntry(
                    id,
                    count.version,
                    count.created,
                    (int) (count.updated & Integer.MAX_VALUE),
                    step.opId,
                    step.type,
                    step.from,
                    step.to,
                    step.principal,
                    node,
                    claim,
                    count.updated,
                    count.clock,
                    count.head));
  }

  static Arbitrary<Outcome> outcomes() {
    Arbitrary<TicketState> states = Arbitraries.of(TicketState.class);
    Arbitrary<Outcome> applied =
        Combinators.combine(Arbitraries.of(ActionType.class), states, numbers())
            .as(Outcome.Applied::new);
    Arbitrary<Outcome> unchanged =
        Combinators.combine(states, numbers()).as(Outcome.Unchanged::new);
    Arbitrary<Outcome> repeated =
        Combinators.combine(numbers(), Arbitraries.integers().greaterOrEqual(0))
            .as(Outcome.Repeated::new);
    Arbitrary<Outcome> found = tickets().map(Outcome.Found::new);
    Arbitrary<Outcome> refused = refusals().map(Outcome.Refused::new);
    return Arbitraries.oneOf(applied, unchanged, repeated, found, refused);
  }

  static Arbitrary<Refusal> refusals() {
    return Combinators.combine(
            Arbitraries.of(RefusalCode.class),
            Arbitraries.of(TicketState.class).optional(),
            numbers(),
            admissions().optional(),
            opIds().optional())
        .as(Refusal::new);
  }
}
