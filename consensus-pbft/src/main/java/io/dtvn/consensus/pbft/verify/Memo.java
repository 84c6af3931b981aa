package io.dtvn.consensus.pbft.verify;

import io.dtvn.domain.codec.Digest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest checks that passed, each named by a digest over everything it looked at: key, message
 * and signature bytes. Failed checks are not kept, so that nobody can fill it with rubbish. Forgets
 * what was used longest ago. Thread-safe.
 */
final class Memo {

  private final Map<Digest, Boolean> passed;

  Memo(int entriesMax) {
    passed =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Digest, Boolean> eldest) {
            return size() > entriesMax;
          }
        };
  }

  synchronized boolean contains(Digest check) {
    return passed.get(check) != null; // get, unlike containsKey, counts as a use
  }

  synchronized void add(Digest check) {
    passed.put(check, Boolean.TRUE);
  }

  synchronized int size() {
    return passed.size();
  }
}
