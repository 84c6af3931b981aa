package io.dtvn.application.catchup;

import java.util.Optional;

/**
 * A member that may ask for executed batches: its stream, and what it may still be given in this
 * period. Guarded by the server's lock.
 */
final class Asker {

  /** No asker gets more frames ahead than this, whatever it asks for. */
  static final int FRAMES_AHEAD_MAX = 8;

  /** A member begins a new stream at most this often; one that comes earlier has to wait. */
  static final long RESTART_MILLIS = 250;

  /** What a member is given in a period, about: several times what a late one can execute. */
  static final int BYTES_MAX = 2 * 1024 * 1024;

  static final long PERIOD_MILLIS = 100;

  /** What a frame costs that brings little or nothing. */
  static final int FRAME_BYTES_MIN = 4 * 1024;

  /** When nothing is due. */
  static final long NEVER = Long.MAX_VALUE;

  private Optional<Stream> stream = Optional.empty();
  private Optional<Period> period = Optional.empty();

  /** What was given since when. */
  private record Period(long sinceMillis, long bytes) {}

  /** What is being sent, from when on. */
  static final class Stream {

    final long id;
    final long beginMillis;
    long next;
    int sent;
    private int allowed;
    private boolean atEnd;

    private Stream(ArchiveFetch fetch, long beginMillis) {
      id = fetch.stream();
      this.beginMillis = beginMillis;
      next = fetch.from();
      allow(fetch.frames());
    }

    private void allow(int frames) {
      int capped = Math.min(frames, sent + FRAMES_AHEAD_MAX);
      if (capped > allowed) {
        allowed = capped;
        atEnd = false;
      }
    }

    private boolean isWanted() {
      return sent < allowed && !atEnd;
    }
  }

  /** A question of this member. A new stream takes the place of the one before at once. */
  void asks(ArchiveFetch fetch, long nowMillis) {
    if (stream.isPresent() && stream.get().id == fetch.stream()) {
      stream.get().allow(fetch.frames());
    } else {
      long begin = stream.map(before -> beginAfter(before, nowMillis)).orElse(nowMillis);
      stream = Optional.of(new Stream(fetch, begin));
    }
  }

  private static long beginAfter(Stream before, long nowMillis) {
    return before.beginMillis > nowMillis
        ? before.beginMillis
        : Math.max(nowMillis, before.beginMillis + RESTART_MILLIS);
  }

  /** The stream that is being sent. */
  Optional<Stream> stream() {
    return stream;
  }

  /** From when on its next frame may be sent; {@link #NEVER}: it waits for none. */
  long dueMillis(long nowMillis) {
    if (stream.filter(Stream::isWanted).isEmpty()) {
      return NEVER;
    }
    period = period.filter(p -> nowMillis - p.sinceMillis < PERIOD_MILLIS);
    long allowed =
        period
            .filter(p -> p.bytes >= BYTES_MAX)
            .map(p -> p.sinceMillis + PERIOD_MILLIS)
            .orElse(nowMillis);
    return Math.max(allowed, stream.get().beginMillis);
  }

  /** A frame of {@code bytes} goes out, up to the batch before {@code next}. */
  void gives(Stream of, ArchiveData data, long bytes, long nowMillis) {
    of.next = data.first() + data.batches().size();
    of.sent++;
    of.atEnd = data.end();
    Period now = period.orElse(new Period(nowMillis, 0));
    period = Optional.of(new Period(now.sinceMillis, now.bytes + Math.max(bytes, FRAME_BYTES_MIN)));
  }
}
