package io.dtvn.benchmarks.micro;

import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.proof.AuthenticatedMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

/** A fold of so many changed keys into a tree of 100,000; divide by the batch for one key. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TreeBenchmark {

  private static final int LEAVES = 100_000;

  @Param({"1", "16", "256"})
  private int batch;

  private AuthenticatedMap tree = AuthenticatedMap.EMPTY;
  private int round;

  /** Fills the tree. */
  @Setup
  public void fill() {
    SortedMap<Digest, Digest> leaves = new TreeMap<>();
    for (int i = 0; i < LEAVES; i++) {
      leaves.put(hash(i), hash(-1L - i & Long.MAX_VALUE));
    }
    tree = AuthenticatedMap.of(leaves);
  }

  /** One fold, root included. */
  @Benchmark
  public Digest fold() {
    SortedMap<Digest, Optional<Digest>> updates = new TreeMap<>();
    round++;
    for (int i = 0; i < batch; i++) {
      updates.put(hash((round * 31L + i * 389L) % LEAVES), Optional.of(hash(round)));
    }
    return tree.with(updates).root();
  }

  private static Digest hash(long value) {
    return new CanonicalWriter().u64(value).sha256();
  }
}
