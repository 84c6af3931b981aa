package io.dtvn.consensus.pbft;

import io.dtvn.consensus.pbft.journal.JournalCodec;
import io.dtvn.consensus.pbft.journal.JournalRecord;
import io.dtvn.consensus.pbft.message.Binding;
import io.dtvn.consensus.pbft.message.Checkpoint;
import io.dtvn.consensus.pbft.message.Commit;
import io.dtvn.consensus.pbft.message.Data;
import io.dtvn.consensus.pbft.message.Fetch;
import io.dtvn.consensus.pbft.message.Forward;
import io.dtvn.consensus.pbft.message.PbftMessage;
import io.dtvn.consensus.pbft.message.PrePrepare;
import io.dtvn.consensus.pbft.message.Prepare;
import io.dtvn.consensus.pbft.message.RequestMessage;
import io.dtvn.consensus.pbft.message.Status;
import io.dtvn.domain.ledger.Batch;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.ports.spi.Effect;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Effects and messages in words that a reader of the paper understands. */
final class Script {

  private Script() {}

  /** One effect in one line. */
  static String words(Effect effect) {
    return switch (effect) {
      case Effect.Persist persist -> "persist " + words(JournalCodec.decode(persist.record()));
      case Effect.Send send -> "send to %d %s".formatted(send.to(), words(message(send.message())));
      case Effect.Broadcast broadcast -> "broadcast " + words(message(broadcast.message()));
      case Effect.Refused refused -> "refuse %s".formatted(refused.reason());
      case Effect.Execute execute ->
          "execute s=%d %s".formatted(execute.batch().sequence(), words(execute.batch().batch()));
      case Effect.CatchUp catchUp ->
          "catch up from s=%d at %d".formatted(catchUp.from(), catchUp.peer());
      case Effect.TakeCheckpoint take -> "take checkpoint s=" + take.sequence();
      case Effect.CheckpointStable stable ->
          "stable s=%d, keep %d".formatted(stable.sequence(), stable.keep().size());
      case Effect.ResendResults resend ->
          "resend results to %d from s=%d".formatted(resend.to(), resend.from());
      case Effect.StartTimer start ->
          "start timer %s at %d".formatted(start.id().name(), start.atMillis());
      case Effect.StopTimer stop -> "stop timer " + stop.id().name();
      case Effect.Publish p ->
          "publish %s (%d, %d] executed=%d committed=%d pending=%d"
              .formatted(
                  p.standing(), p.low(), p.high(), p.lastExecuted(), p.committed(), p.pending());
      case Effect.PeerReported report ->
          "hear that %d is %s, executed=%d"
              .formatted(report.member(), report.standing(), report.lastExecuted());
      case Effect.Reached reached -> "s=%d %s".formatted(reached.sequence(), reached.phase());
      case Effect.ReportMisbehaviour report ->
          "report %d %s".formatted(report.member(), report.kind());
      case Effect.Discard discard ->
          "discard %s from %d".formatted(discard.reason(), discard.from());
      case Effect.Stop _ -> "stop";
    };
  }

  /** One message in a few words. */
  static String words(PbftMessage message) {
    return switch (message) {
      case PrePrepare p ->
          "PRE-PREPARE %s %s"
              .formatted(words(p.binding()), p.body().map(Script::words).orElse("bodiless"));
      case Prepare p -> "PREPARE " + words(p.binding());
      case Commit c -> "COMMIT " + words(c.binding());
      case Checkpoint c -> "CHECKPOINT s=" + c.sequence();
      case RequestMessage r -> "REQUEST " + words(r.bundle());
      case Forward f -> "FORWARD " + words(f.bundle());
      case Status s ->
          "STATUS %s h=%d executed=%d prepared=%s committed=%s"
              .formatted(s.standing(), s.low(), s.lastExecuted(), slots(s, true), slots(s, false));
      case Fetch.Body _ -> "FETCH body";
      case Fetch.StableCheckpoint _ -> "FETCH stable checkpoint";
      case Fetch.VotesOfMine _ -> "FETCH votes of mine";
      case Data.Body b -> "DATA " + words(b.batch());
      case Data.StableCheckpoint c -> "DATA stable checkpoint s=" + c.certificate().sequence();
      case Data.VotesOfYours v -> "DATA votes of yours: " + v.votes().size();
    };
  }

  private static String slots(Status status, boolean prepared) {
    var set = prepared ? status.prepared() : status.committed();
    return LongStream.rangeClosed(status.low() + 1, status.low() + 16)
        .filter(s -> set.contains(status.low(), s))
        .boxed()
        .toList()
        .toString();
  }

  private static String words(JournalRecord record) {
    return switch (record) {
      case JournalRecord.Accepted a ->
          "accepted s=%d, own PREPARE: %s".formatted(a.sequence(), a.vote().isPresent());
      case JournalRecord.Prepared p -> "prepared s=" + p.sequence();
      case JournalRecord.Stable s -> "stable s=" + s.certificate().sequence();
      case JournalRecord.Learner l -> "learner e=" + l.epoch();
    };
  }

  private static String words(Binding binding) {
    return "v=%d s=%d".formatted(binding.view(), binding.sequence());
  }

  private static String words(Batch batch) {
    return batch.bundles().stream().map(Script::words).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String words(Bundle bundle) {
    return bundle.operations().stream()
        .map(operation -> operation.ticketId().value())
        .collect(Collectors.joining(" + "));
  }

  private static PbftMessage message(Object message) {
    return (PbftMessage) message;
  }
}
