package io.dtvn.benchmarks.micro;

import io.dtvn.adapters.crypto.BouncyCastleCryptoProvider;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.Digest;
import io.dtvn.domain.codec.Signature;
import io.dtvn.ports.crypto.Signer;
import io.dtvn.ports.crypto.Verifier;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** SHA-256 and Ed25519 over 200 bytes, about the size of an operation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CryptoBenchmark {

  private final Bytes message = Bytes.owning(new byte[200]);
  private final BouncyCastleCryptoProvider crypto = new BouncyCastleCryptoProvider();
  private final Signer signer = crypto.signer(Bytes.owning(new byte[32]));
  private final Verifier verifier = crypto.verifier();
  private final Signature signature = signer.sign(message);

  /** One digest. */
  @Benchmark
  public Digest digest() {
    return message.sha256();
  }

  /** One signature. */
  @Benchmark
  public Signature sign() {
    return signer.sign(message);
  }

  /** One check of a valid signature by a known key. */
  @Benchmark
  public boolean verify() {
    return verifier.verify(signer.publicKey(), message, signature);
  }
}
