package io.dtvn.adapters.storage.bbolt;

import io.dtvn.adapters.storage.bbolt.Exchange.Answer;
import io.dtvn.adapters.storage.bbolt.Exchange.Request;
import io.dtvn.adapters.storage.bbolt.Frame.Export;
import io.dtvn.ports.out.Bucket;
import io.dtvn.ports.out.StorageException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An open file. Whoever asks holds its life. */
final class BboltFile {

  private final long handle;
  private final Set<Bucket> buckets;
  private final Failures failures;

  BboltFile(long handle, List<String> buckets, Failures failures) {
    this.handle = handle;
    this.buckets = buckets.stream().map(Bucket::new).collect(Collectors.toUnmodifiableSet());
    this.failures = failures;
  }

  long handle() {
    return handle;
  }

  Set<Bucket> buckets() {
    return buckets;
  }

  Failures failures() {
    return failures;
  }

  /**
   * Asks the file itself.
   *
   * @param wanted what for, in messages
   * @throws StorageException if the call fails
   */
  <T extends @Nullable Object> T ask(String wanted, Export export, Answer<T> answer) {
    return ask(wanted, Request.of(export, handle), answer);
  }

  /** The same with a request of any kind. */
  <T extends @Nullable Object> T ask(String wanted, Request request, Answer<T> answer) {
    try {
      return Exchange.ask(request, answer);
    } catch (BboltException e) {
      throw failures.during(wanted, e);
    }
  }
}
