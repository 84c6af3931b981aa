package io.dtvn.application.host;

import io.dtvn.ports.spi.Effect;

/** One line for each effect, for the debug log: sizes and numbers, no content. */
final class EffectLine {

  private EffectLine() {}

  static String of(Effect effect) {
    return switch (effect) {
      case Effect.Persist persist ->
          "effect=persist seq=%d bytes=%d".formatted(persist.sequence(), persist.record().length());
      case Effect.Send send ->
          "effect=send to=%d lane=%s message=%s"
              .formatted(send.to(), send.message().lane(), kind(send.message()));
      case Effect.Broadcast broadcast ->
          "effect=broadcast lane=%s message=%s"
              .formatted(broadcast.message().lane(), kind(broadcast.message()));
      case Effect.Refused refused ->
          "effect=refused bundle=%d reason=%s".formatted(refused.id().number(), refused.reason());
      case Effect.Execute execute ->
          "effect=execute seq=%d view=%d bundles=%d"
              .formatted(
                  execute.batch().sequence(),
                  execute.batch().view(),
                  execute.batch().batch().bundles().size());
      case Effect.CatchUp catchUp ->
          "effect=catch-up seq=%d from=%d".formatted(catchUp.from(), catchUp.peer());
      case Effect.TakeCheckpoint take -> "effect=take-checkpoint seq=" + take.sequence();
      case Effect.CheckpointStable stable ->
          "effect=checkpoint-stable seq=%d keep=%d"
              .formatted(stable.sequence(), stable.keep().size());
      case Effect.ResendResults resend ->
          "effect=resend-results to=%d seq=%d".formatted(resend.to(), resend.from());
      case Effect.StartTimer start ->
          "effect=start-timer timer=%s view=%d at=%d"
              .formatted(start.id().name(), start.id().view(), start.atMillis());
      case Effect.StopTimer stop -> "effect=stop-timer timer=" + stop.id().name();
      case Effect.Publish publish ->
          "effect=publish view=%d low=%d high=%d seq=%d pending=%d standing=%s"
              .formatted(
                  publish.view(),
                  publish.low(),
                  publish.high(),
                  publish.lastExecuted(),
                  publish.pending(),
                  publish.standing());
      case Effect.PeerReported report ->
          "effect=peer-reported from=%d view=%d seq=%d standing=%s"
              .formatted(report.member(), report.view(), report.lastExecuted(), report.standing());
      case Effect.Reached reached ->
          "effect=reached seq=%d phase=%s".formatted(reached.sequence(), reached.phase());
      case Effect.ReportMisbehaviour report ->
          "effect=report from=%d kind=%s".formatted(report.member(), report.kind());
      case Effect.Discard discard ->
          "effect=discard from=%d reason=%s".formatted(discard.from(), discard.reason());
      case Effect.Stop stop -> "effect=stop reason=" + stop.reason();
    };
  }

  private static String kind(Object message) {
    return message.getClass().getSimpleName();
  }
}
