package io.dtvn.adapters.storage.bbolt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.dtvn.adapters.storage.bbolt.Exchange.Request;
import io.dtvn.adapters.storage.files.Life;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.Reads;
import io.dtvn.ports.out.Scan;
import io.dtvn.ports.out.StorageException;
import io.dtvn.ports.spi.StoreLimits;
import java.util.Optional;
import java.util.function.Function;

/** Reads the newest state, or that of a snapshot, as long as the life it belongs to lasts. */
final class BboltReads implements Reads {

  /** A value is there. */
  private static final int FLAG_FOUND = 1;

  private final BboltFile file;
  private final long reader;
  private final Life life;

  /** Reads what the handle {@code reader} stands for: the file or a snapshot. */
  BboltReads(BboltFile file, long reader, Life life) {
    this.file = file;
    this.reader = reader;
    this.life = life;
  }

  @Override
  public Optional<Bytes> read(Bucket bucket, Bytes key) {
    StoreLimits.checkKey(key);
    StoreLimits.checkBucket(bucket, file.buckets());
    Bytes name = Bytes.owning(bucket.name().getBytes(US_ASCII));
    int bytes = 2 * Integer.BYTES + name.length() + key.length();
    Request request = new Request(Shim::dtvnRead, reader, bytes, it -> it.put(name).put(key));
    return life.use(() -> file.ask("read", request, BboltReads::value));
  }

  @Override
  public Scan scan(Bucket bucket, Bytes from, Bytes to) {
    return scan(bucket, new BboltScan.Range(bucket.name(), from, to, false));
  }

  @Override
  public Scan scanBackward(Bucket bucket, Bytes from, Bytes to) {
    return scan(bucket, new BboltScan.Range(bucket.name(), from, to, true));
  }

  private Scan scan(Bucket bucket, BboltScan.Range range) {
    StoreLimits.checkBucket(bucket, file.buckets());
    Function<BboltException, StorageException> failure = e -> file.failures().during("scan", e);
    return life.use(() -> new BboltScan(reader, range, life, failure));
  }

  private static Optional<Bytes> value(Frame frame) {
    return frame.hasFlag(FLAG_FOUND) ? Optional.of(frame.takeRest()) : Optional.empty();
  }
}
