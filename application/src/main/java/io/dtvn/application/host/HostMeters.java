package io.dtvn.application.host;

import io.dtvn.domain.membership.ValidatorSet;
import io.dtvn.ports.out.Metrics;
import io.dtvn.ports.out.Metrics.Counter;
import io.dtvn.ports.out.Metrics.Metric;
import io.dtvn.ports.out.Metrics.Timer;
import io.dtvn.ports.spi.Effect.Phase;
import io.dtvn.ports.spi.EngineMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of consensus that are counted as things happen. Thread-safe, but for the slots'
 * times, which the loop alone tells. What can be read at any time is a gauge of {@link HostGauges}.
 */
final class HostMeters {

  private final Counter rounds;
  private final Counter successes;
  private final Counter failures;
  private final Timer latency;
  private final Timer request;
  private final Timer prepare;
  private final Timer commit;
  private final Timer execute;
  private final List<Counter> evidence = new ArrayList<>();
  private final CountersByLabel discarded;
  private final CountersByLabel sent;
  private final CountersByLabel received;
  private final SlotTimes slots;

  HostMeters(HostParts parts) {
    Metrics metrics = parts.metrics();
    ValidatorSet members = parts.members();
    slots = new SlotTimes(2 * parts.window());
    rounds = metrics.counter(consensus("rounds_total", "Proposals accepted."));
    successes = metrics.counter(consensus("success_total", "Batches executed."));
    failures =
        metrics.counter(consensus("failure_total", "Sequence numbers filled by a null batch."));
    latency = metrics.timer(consensus("latency_seconds", "From proposal accepted to executed."));
    request =
        metrics.timer(consensus("request_seconds", "From own bundle submitted to its outcome."));
    Metric phase = consensus("phase_seconds", "Time that a slot spends in a phase.");
    prepare = metrics.timer(phase.with("phase", "prepare"));
    commit = metrics.timer(phase.with("phase", "commit"));
    execute = metrics.timer(phase.with("phase", "execute"));
    Metric faults = consensus("evidence_total", "Shown faults of a member.");
    for (int i = 0; i < members.size(); i++) {
      evidence.add(metrics.counter(faults.with("peer", members.at(i).id().value())));
    }
    Metric unused = consensus("discarded_total", "Messages of peers that were not used.");
    discarded = new CountersByLabel(metrics, unused, "reason");
    Metric messages = consensus("messages_total", "Messages of the protocol.");
    sent = new CountersByLabel(metrics, messages.with("direction", "sent"), "type");
    received = new CountersByLabel(metrics, messages.with("direction", "received"), "type");
  }

  static Metric consensus(String name, String help) {
    return Metric.of("dtvn_consensus_" + name, help);
  }

  /** A slot has come to {@code phase}. */
  void reached(long sequence, Phase phase) {
    long now = System.nanoTime();
    switch (phase) {
      case ACCEPTED -> {
        rounds.increment();
        slots.accepted(sequence, now);
      }
      case PREPARED -> slots.next(sequence, now, prepare);
      case COMMITTED -> slots.next(sequence, now, commit);
    }
  }

  /** Batch {@code sequence} is executed. */
  void executed(long sequence) {
    long now = System.nanoTime();
    successes.increment();
    slots.next(sequence, now, execute);
    slots.done(sequence, now, latency);
  }

  /** A batch that fills a gap goes to the executor. */
  void filled() {
    failures.increment();
  }

  /** An own bundle got its outcome. */
  void answered(long nanos) {
    request.record(nanos);
  }

  /** A fault of {@code member} was shown. */
  void evidence(int member) {
    evidence.get(member).increment();
  }

  /** A message was not used. */
  void discarded(String reason) {
    discarded.at(reason).increment();
  }

  /** A message goes to {@code receivers} members. */
  void sent(EngineMessage message, int receivers) {
    sent.at(message.type()).add(receivers);
  }

  /** A message passed the checks. */
  void received(EngineMessage message) {
    received.at(message.type()).increment();
  }
}
