package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.bbolt.Exchange.Request;
import io.dtvn.adapters.storage.files.Life;
import io.dtvn.domain.codec.Bytes;
import io.dtvn.ports.out.ForeignStore;
import io.dtvn.ports.out.Scan;
import java.util.ArrayList;
import java.util.List;

/** An open file of another program. */
final class ForeignFile implements ForeignStore {

  private final String file;
  private final long handle;
  private final Life life = Life.of("file");

  ForeignFile(String file, long handle) {
    this.file = file;
    this.handle = handle;
  }

  @Override
  public List<String> buckets() {
    return life.use(this::bucketsNow);
  }

  @Override
  public Scan scan(String bucket) {
    return life.use(
        () -> {
          List<String> known = bucketsNow();
          if (!known.contains(bucket)) {
            throw new IllegalArgumentException(
                "bucket '%s': want one of %s".formatted(bucket, known));
          }
          BboltScan.Range all = new BboltScan.Range(bucket, Bytes.EMPTY, Bytes.EMPTY, false);
          return new BboltScan(handle, all, life, e -> BboltFileProvider.refusal(file, e));
        });
  }

  @Override
  public void close() {
    life.end(() -> ask(Request.of(Shim::dtvnClose, handle), _ -> file));
  }

  private List<String> bucketsNow() {
    return ask(
        Request.of(Shim::dtvnBuckets, handle),
        frame -> {
          List<String> names = new ArrayList<>();
          while (frame.hasMore()) {
            names.add(frame.takeText(frame.takeInt()));
          }
          return List.copyOf(names);
        });
  }

  private <T> T ask(Request request, Exchange.Answer<T> answer) {
    try {
      return Exchange.ask(request, answer);
    } catch (BboltException e) {
      throw BboltFileProvider.refusal(file, e);
    }
  }
}
