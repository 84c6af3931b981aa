package io.dtvn.application.archive;

import io.dtvn.domain.codec.Bytes;
import io.dtvn.domain.codec.CanonicalReader;
import io.dtvn.domain.codec.CanonicalWriter;
import io.dtvn.domain.codec.Digest;

/**
 * The facts about an executed batch that stand beside its body.
 *
 * @param epoch e
 * @param view v of its certificate
 * @param blockTime in ms
 * @param resultsRoot root over the outcomes' leaves
 */
public record ExecutionHeader(long epoch, long view, long blockTime, Digest resultsRoot) {

  static ExecutionHeader of(ExecutedBatch executed) {
    return new ExecutionHeader(
        executed.committed().epoch(),
        executed.committed().view(),
        executed.blockTime(),
        executed.resultsRoot());
  }

  static ExecutionHeader decode(Bytes bytes) {
    CanonicalReader in = CanonicalReader.of(bytes);
    ExecutionHeader header = new ExecutionHeader(in.u64(), in.u64(), in.u64(), in.digest());
    in.end();
    return header;
  }

  Bytes encode() {
    return new CanonicalWriter().u64(epoch).u64(view).u64(blockTime).digest(resultsRoot).bytes();
  }
}
