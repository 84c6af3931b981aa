package io.dtvn.benchmarks.micro;

import io.dtvn.consensus.pbft.PbftEngineProvider;
import io.dtvn.domain.ledger.Bundle;
import io.dtvn.domain.ticket.Action;
import io.dtvn.ports.spi.ConsensusEngine;
import io.dtvn.ports.spi.ConsensusEngineProvider.EngineConfig;
import io.dtvn.ports.spi.Effect;
import io.dtvn.ports.spi.EngineTiming;
import io.dtvn.ports.spi.Event;
import io.dtvn.ports.spi.MessageVerifier;
import io.dtvn.ports.spi.MessageVerifier.BundleVerdict;
import io.dtvn.ports.spi.Moment;
import io.dtvn.ports.spi.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One bundle through an engine that is alone: proposed, prepared, committed, given to the executor,
 * reported executed; its three signatures included. The bundles are made and checked beforehand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public class EngineBenchmark {

  /** Below the number of slots until the first checkpoint, which another thread would take. */
  private static final int BUNDLES = 60;

  @Param({"1", "16", "256"})
  private int batch;

  private final OneValidator world = new OneValidator();
  private final List<Verified<Bundle>> bundles = new ArrayList<>();
  private final EngineConfig config = new EngineConfig(world.genesis, 0, EngineTiming.LAN);

  /** Makes the bundles. */
  @Setup
  public void prepare() {
    MessageVerifier checks = new PbftEngineProvider().verifier(config, world.crypto.verifier());
    for (int i = 1; i <= BUNDLES; i++) {
      Bundle bundle = world.bundle(i, batch, _ -> new Action.Admit());
      if (checks.verify(bundle) instanceof BundleVerdict.Accepted(var verified)) {
        bundles.add(verified);
      }
    }
  }

  /** {@value #BUNDLES} steps; divide for one. */
  @Benchmark
  public int steps() {
    ConsensusEngine engine = new PbftEngineProvider().engine(config, world.signer);
    Moment now = new Moment(1, 1);
    engine.handle(
        new Event.Started(
            now,
            List.of(),
            new Event.Start(true, 1),
            new Event.LedgerPosition(0, List.of(), Optional.empty(), 0)));
    int executed = 0;
    for (Verified<Bundle> bundle : bundles) {
      for (Effect effect : engine.handle(new Event.RequestSubmitted(now, bundle))) {
        if (effect instanceof Effect.Execute(var ordered)) {
          engine.handle(
              new Event.BatchExecuted(now, ordered.sequence(), List.of(bundle.value().id())));
          executed++;
        }
      }
    }
    if (executed != BUNDLES) {
      throw new IllegalStateException("want %d batches, found %d".formatted(BUNDLES, executed));
    }
    return executed;
  }
}
